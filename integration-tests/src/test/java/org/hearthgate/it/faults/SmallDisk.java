package org.hearthgate.it.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few MiB that can be filled to the last octet and made read-only. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {
    private static final int MEBIBYTES = 8;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** {@return the disk; empty where this process may not mount} */
    static Optional<SmallDisk> mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return run("mount", "-t", "tmpfs", "-o", "size=" + MEBIBYTES + "m", "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    Path folder() {
        return folder;
    }

    void fill() throws IOException {
        byte[] octets = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(octets);
            }
        } catch (IOException e) {
            if (Files.notExists(filler())) {
                throw e;
            } // full: as wished
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    boolean readOnly(boolean only) throws IOException, InterruptedException {
        return run("mount", "-o", "remount," + (only ? "ro" : "rw"), folder.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) { // no such command
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
