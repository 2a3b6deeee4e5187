package org.hearthgate.store.sqlite.internal.repair;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.hearthgate.store.sqlite.internal.backup.Octets;

/**
 * What is known of the record without opening it, kept in {@code record.state} beside it: whether it was closed in order, and how far it
 * had got. A file that was emptied, or lost its log, looks perfectly healthy to SQLite; only this tells.
 *
 * @param storeId of the record that was last open here; empty before the first
 * @param last a position that is known to have been given
 * @param phase how the last run ended
 * @param damage why the record must be repaired before it is opened; empty if it need not
 */
public record RecordState(String storeId, long last, Phase phase, String damage) {
    private static final String FILE = "record.state";

    /** How far a run has got. */
    enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    static RecordState read(Path directory) {
        var properties = new Properties();
        try {
            Path file = directory.resolve(FILE);
            if (Files.exists(file)) {
                properties.load(new StringReader(Files.readString(file)));
            }
            return new RecordState(
                    properties.getProperty("storeId", ""),
                    Long.parseLong(properties.getProperty("last", "0")),
                    Phase.valueOf(properties.getProperty("phase", "CLOSED")),
                    properties.getProperty("damage", ""));
        } catch (IOException | IllegalArgumentException e) {
            return new RecordState("", 0, Phase.CLOSED, ""); // it only knows more than nothing; nothing is a good start
        }
    }

    RecordState in(Phase next) {
        return new RecordState(storeId, last, next, damage);
    }

    RecordState reached(long position) {
        return new RecordState(storeId, Math.max(last, position), phase, damage);
    }

    RecordState damaged(String why) {
        return new RecordState(storeId, last, phase, why);
    }

    void write(Path directory) throws IOException {
        var properties = new Properties();
        properties.setProperty("storeId", storeId);
        properties.setProperty("last", Long.toString(last));
        properties.setProperty("phase", phase.name());
        properties.setProperty("damage", damage);
        try (var out = new ByteArrayOutputStream()) {
            properties.store(out, null);
            Octets.write(directory.resolve(FILE), out.toByteArray());
        }
    }
}
