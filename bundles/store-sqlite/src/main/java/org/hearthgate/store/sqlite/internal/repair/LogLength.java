package org.hearthgate.store.sqlite.internal.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in {@code record.log} how long the write-ahead log has been. To SQLite a log that was cut short is a shorter log, and what was
 * committed last is gone without a word; only this tells. Written after a commit that made the log longer, so hardly ever once the log
 * has grown, and not synced: it may know less than was there, never more.
 */
public final class LogLength {
    private static final Logger LOG = LoggerFactory.getLogger(LogLength.class);
    private static final String FILE = "record.log";

    private final Path log;
    private final Path note;
    private final long longest;
    private long noted;

    /** @param longest to how many bytes SQLite cuts the log back by itself */
    public LogLength(Path directory, long longest) {
        log = log(directory);
        note = directory.resolve(FILE);
        this.longest = longest;
    }

    private static Path log(Path directory) {
        return directory.resolve("record.db-wal");
    }

    /** After each commit. */
    public synchronized void committed() {
        try {
            long length = Math.min(Files.size(log), longest);
            if (length > noted) {
                write(length, false);
            }
        } catch (IOException e) { // it only watches; a commit is no less durable without it
            LOG.debug("The length of the log is not noted", e);
        }
    }

    /** Before the log is cut on purpose, and when the record was opened. */
    public synchronized void forget() {
        try {
            write(0, true);
        } catch (IOException e) {
            LOG.debug("The length of the log is not forgotten", e);
        }
    }

    private void write(long length, boolean sync) throws IOException {
        try (FileChannel channel = FileChannel.open(note, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, length), 0);
            if (sync) {
                channel.force(true);
            }
        }
        noted = length;
    }

    /** {@return what is wrong with the log of a record that was not closed; empty if nothing} */
    static Optional<String> wrong(Path directory) throws IOException {
        try {
            byte[] octets = Files.readAllBytes(directory.resolve(FILE));
            long known = octets.length == Long.BYTES ? ByteBuffer.wrap(octets).getLong() : 0;
            long present = Files.size(log(directory));
            return present >= known
                    ? Optional.empty()
                    : Optional.of("of its log record.db-wal " + present + " bytes were left of " + known
                            + ", and with them what was committed last may be gone");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
