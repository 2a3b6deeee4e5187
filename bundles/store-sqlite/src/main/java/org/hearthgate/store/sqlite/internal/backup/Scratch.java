package org.hearthgate.store.sqlite.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.hearthgate.store.sqlite.internal.Database;
import org.hearthgate.store.sqlite.internal.Session;

/** A database file that is put together and used by nobody else. */
public final class Scratch {
    private static final int BUSY_MILLIS = 1000;

    private Scratch() {}

    public static Session open(Path file) throws SQLException {
        return new Database(file, BUSY_MILLIS).openReader();
    }

    /** Removes the file with all that SQLite lays beside it. */
    public static void delete(Path file) {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            try {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            } catch (IOException e) {
                throw new BackupException("cannot remove " + file + suffix + ": " + e + "; remove it by hand", e);
            }
        }
    }
}
