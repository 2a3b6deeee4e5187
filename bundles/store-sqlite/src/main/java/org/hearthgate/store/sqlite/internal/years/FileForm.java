package org.hearthgate.store.sqlite.internal.years;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.hearthgate.store.sqlite.internal.Database;
import org.hearthgate.store.sqlite.internal.Migrations;
import org.hearthgate.store.sqlite.internal.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a file able to give single pages back to the disk. SQLite decides that before the first table; an older file is rewritten once, when
 * it is small enough not to hold up a start. A larger one stays as it is: its free pages are used again, it only never shrinks.
 */
public final class FileForm {
    private static final Logger LOG = LoggerFactory.getLogger(FileForm.class);
    private static final int INCREMENTAL = 2;
    /** About a second on an SD card. */
    private static final long REWRITTEN_AT_MOST = 16L * 1024 * 1024;

    private FileForm() {}

    /** Called before anybody else opens the file. */
    public static void prepare(Database database, Path file) throws SQLException {
        try (Session session = database.openKeeper()) {
            boolean empty = session.number("PRAGMA page_count").orElse(0) == 0;
            if (session.number("PRAGMA auto_vacuum").orElse(0) == INCREMENTAL) {
                return;
            }
            if (empty) {
                session.execute("PRAGMA auto_vacuum = INCREMENTAL");
                session.number("PRAGMA journal_mode = WAL"); // writes the first page, and with it the line above
            } else if (isOurs(session) && mayRewrite(file)) {
                session.execute("PRAGMA auto_vacuum = INCREMENTAL");
                session.execute("VACUUM");
                LOG.info("{} was rewritten once, so that it can become smaller again", file);
            }
        }
    }

    /** Another program's file is refused later on, and left as it is. */
    private static boolean isOurs(Session session) throws SQLException {
        return session.number("PRAGMA application_id").orElse(0) == Migrations.APPLICATION_ID;
    }

    private static boolean mayRewrite(Path file) {
        try {
            long size = Files.size(file);
            return size <= REWRITTEN_AT_MOST && Files.getFileStore(file).getUsableSpace() > 3 * size;
        } catch (IOException e) {
            return false;
        }
    }
}
