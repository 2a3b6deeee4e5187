package org.hearthgate.it.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A disk that kills or fails at a chosen write or sync of the record, by a few lines of C preloaded into the hub's process ({@code
 * failing-disk.c} says how it is steered). Needs a C compiler and Linux.
 */
final class FailingDisk {
    static final int WRITES = 1;
    static final int SYNCS = 2;
    static final int CUTS = 4;

    private static final int NUMBERS = 6;
    private static final int MODE = 0;
    private static final int WHICH = 1;
    private static final int COUNTDOWN = 2;
    private static final int ERROR = 3;
    private static final int SEEN = 4;
    private static final int FAILED = 5;

    private final Path library;
    private final Path file;
    private final MappedByteBuffer steering;

    private FailingDisk(Path library, Path file, MappedByteBuffer steering) {
        this.library = library;
        this.file = file;
        this.steering = steering;
    }

    /** What the kernel says when it fails. */
    enum Error {
        IO(5),
        FULL(28),
        READ_ONLY(30);

        private final int errno;

        Error(int errno) {
            this.errno = errno;
        }
    }

    /** {@return the disk; empty where there is no compiler} */
    static Optional<FailingDisk> make(Path source, Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("failing-disk.so");
        try {
            Process compiler = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("cc.log").toFile())
                    .start();
            if (!compiler.waitFor(1, TimeUnit.MINUTES) || compiler.exitValue() != 0) {
                throw new IOException("cc failed: " + Files.readString(folder.resolve("cc.log")));
            }
        } catch (IOException e) {
            if (Files.exists(folder.resolve("cc.log"))) {
                throw e;
            }
            return Optional.empty(); // no such command
        }
        Path file = folder.resolve("steering");
        Files.write(file, new byte[NUMBERS * Integer.BYTES]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer steering = channel.map(FileChannel.MapMode.READ_WRITE, 0, NUMBERS * Integer.BYTES);
            steering.order(ByteOrder.nativeOrder());
            return Optional.of(new FailingDisk(library, file, steering));
        }
    }

    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAULTS_DISK", file.toString());
    }

    void heal() {
        put(MODE, 0);
    }

    /** From now on the n-th of these operations is the last thing the process does. */
    void killAt(int which, int operation, boolean torn) {
        heal();
        put(WHICH, which).put(COUNTDOWN, operation).put(MODE, torn ? 2 : 1);
    }

    /** At the n-th of these operations the power goes: what was written since now and never synced was never written. */
    void cutPowerAt(int which, int operation) {
        heal();
        put(WHICH, which).put(COUNTDOWN, operation).put(MODE, 4);
    }

    /** From now on, until healed, these operations fail. */
    void fail(int which, Error error) {
        heal();
        put(WHICH, which)
                .put(COUNTDOWN, 0)
                .put(ERROR, error.errno)
                .put(FAILED, 0)
                .put(MODE, 3);
    }

    int failed() {
        return steering.getInt(FAILED * Integer.BYTES);
    }

    int seen() {
        return steering.getInt(SEEN * Integer.BYTES);
    }

    private FailingDisk put(int index, int value) {
        ByteBuffer same = steering;
        same.putInt(index * Integer.BYTES, value);
        return this;
    }
}
