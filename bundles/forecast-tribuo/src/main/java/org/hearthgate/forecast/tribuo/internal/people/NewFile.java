package org.hearthgate.forecast.tribuo.internal.people;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there as a whole or not at all; until {@link #done} what was there before stays. The owner alone can read it. */
final class NewFile implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final OutputStream out;

    NewFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        Path folder = this.file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("no folder " + folder + " to write " + file.getFileName() + " into: make it first");
        }
        if (Files.isDirectory(this.file)) {
            throw new IOException(file + " is a folder: name a file");
        }
        try {
            unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".unfinished");
        } catch (IOException e) {
            throw new IOException("cannot write into " + folder + ": " + e.getMessage(), e);
        }
        // also where somebody ends the command
        unfinished.toFile().deleteOnExit();
        out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
    }

    OutputStream out() {
        return out;
    }

    /** {@return of how many octets it is} Puts it into its place. */
    long done() throws IOException {
        out.close();
        long size = Files.size(unfinished);
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(unfinished);
    }
}
