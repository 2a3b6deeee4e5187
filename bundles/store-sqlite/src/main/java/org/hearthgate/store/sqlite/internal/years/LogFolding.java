package org.hearthgate.store.sqlite.internal.years;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.hearthgate.store.sqlite.internal.Session;
import org.hearthgate.store.sqlite.internal.SqliteRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the write-ahead log into the file beside the writer, so that no reading waits for it: SQLite's passive checkpoint takes no lock of
 * the writer, and the commit after it begins the log anew. A commit that finds the log at its ceiling still folds it itself.
 */
final class LogFolding {
    /** 4 MB: the more commits a fold takes in, the fewer pages are written twice. */
    static final int FOLD_AT_PAGES = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(LogFolding.class);

    private final SqliteRecord record;

    /** Pages of the log, and how many of them the file has. */
    private record Log(long pages, long folded) {}

    LogFolding(SqliteRecord record) {
        this.record = record;
    }

    /** {@return whether there was enough to fold} */
    boolean foldIfDue() {
        try (Session session = record.openKeeper()) {
            Log log = ask(session, "NOOP");
            if (log.pages() - log.folded() < FOLD_AT_PAGES) {
                return false;
            }
            ask(session, "PASSIVE");
            return true;
        } catch (SQLException e) {
            LOG.debug("The log stays as it is, a commit will fold it", e);
            return false;
        }
    }

    private static Log ask(Session session, String mode) throws SQLException {
        try (ResultSet row =
                session.prepare("PRAGMA wal_checkpoint(" + mode + ")").executeQuery()) {
            row.next();
            return new Log(row.getLong(2), row.getLong(3));
        }
    }
}
