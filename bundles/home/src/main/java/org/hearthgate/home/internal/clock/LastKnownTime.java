package org.hearthgate.home.internal.clock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last time the hub knew, in a file of two lines, so that a hub without a hardware clock never tells an earlier one. */
public final class LastKnownTime {
    private static final Logger LOG = LoggerFactory.getLogger(LastKnownTime.class);
    private static final String FILE = "last-known-time";

    private final Optional<Path> file;
    private boolean failing;

    /**
     * What is remembered.
     *
     * @param told the newest time that the hub told, right or wrong: the order of the record hangs on it
     * @param trusted the newest time that it believed
     */
    public record Known(Instant told, Instant trusted) {
        static final Known NOTHING = new Known(Instant.EPOCH, Instant.EPOCH);
    }

    private LastKnownTime(Optional<Path> file) {
        this.file = file;
    }

    /** {@return the memory in this folder; blank: none} */
    public static LastKnownTime in(String folder) {
        return new LastKnownTime(folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder, FILE)));
    }

    /** {@return what is remembered; the epoch twice when nothing is} */
    public Known read() {
        if (file.isEmpty()) {
            return Known.NOTHING;
        }
        try {
            List<String> lines = Files.readAllLines(file.get());
            return new Known(Instant.parse(lines.get(0)), Instant.parse(lines.get(1)));
        } catch (NoSuchFileException e) {
            return Known.NOTHING;
        } catch (IOException | DateTimeException | IndexOutOfBoundsException e) {
            LOG.warn("{} cannot be read and is begun anew: {}", file.get(), e.getMessage());
            return Known.NOTHING;
        }
    }

    /** Replaces the file at once or not at all; a disk that fails is told once. */
    public void write(Known known) {
        if (file.isEmpty()) {
            return;
        }
        Path next = file.get().resolveSibling(FILE + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            String text = known.told() + "\n" + known.trusted() + "\n";
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            Files.move(next, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("The last known time cannot be kept in {}: {}; check the disk", file.get(), e.toString());
            }
            failing = true;
        }
    }
}
