package org.hearthgate.it;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Listens to a sounder that writes into a file instead of a card: what is not silence was heard. */
final class WavEar implements AutoCloseable {
    private static final int HEAD = 44;

    private final Path file;
    private final WatchService written;
    private long heardUpTo;

    WavEar(Path file) throws IOException {
        this.file = file;
        written = file.getFileSystem().newWatchService();
        file.getParent().register(written, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    }

    Path file() {
        return file;
    }

    /** {@return whether there was any sound since this was last asked} */
    boolean hasHeard() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (var wav = new RandomAccessFile(file.toFile(), "r")) {
            long length = wav.length();
            long from = heardUpTo > length ? HEAD : Math.max(HEAD, heardUpTo); // a new opening begins the file anew
            var fresh = new byte[(int) Math.max(0, length - from)];
            wav.seek(from);
            wav.readFully(fresh);
            heardUpTo = length;
            for (byte octet : fresh) {
                if (octet != 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@return whether there was a sound within this time, as soon as there was} */
    boolean hearsWithin(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            if (hasHeard()) {
                return true;
            }
        } while (awaitWriting(deadline - System.nanoTime()));
        return hasHeard();
    }

    /** Returns when nothing was heard for this long. */
    void awaitSilence(Duration quiet) throws IOException, InterruptedException {
        boolean heard;
        do {
            heard = hearsWithin(quiet);
        } while (heard);
    }

    private boolean awaitWriting(long nanos) throws InterruptedException {
        WatchKey key = written.poll(nanos, TimeUnit.NANOSECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
        return key != null;
    }

    @Override
    public void close() {
        try {
            written.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
