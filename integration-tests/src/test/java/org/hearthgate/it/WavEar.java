package org.hearthgate.it;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Listens to a sounder that writes into a file instead of a card: what is not silence was heard. */
final class WavEar {
    private static final int HEAD = 44;

    private final Path file;
    private long heardUpTo;

    WavEar(Path file) {
        this.file = file;
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
}
