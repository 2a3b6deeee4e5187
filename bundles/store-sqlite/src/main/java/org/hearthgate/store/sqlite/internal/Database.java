package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens connections to the file: one kind that writes, one kind that cannot. */
public final class Database {
    /** The upkeep's thread folds the log into the file long before; this is the ceiling (16 MB) at which a commit does it. */
    static final int CHECKPOINT_PAGES = 4000;
    /** What a burst, or a slow reader, may leave of the log on disk. */
    static final int LOG_BYTES = 16 * 1024 * 1024;

    private static final int READER_CACHE_KIB = 1024;
    private static final int WRITER_CACHE_KIB = 4096;

    private final Path file;
    private final int busyTimeoutMillis;

    public Database(Path file, int busyTimeoutMillis) {
        this.file = file;
        this.busyTimeoutMillis = busyTimeoutMillis;
    }

    /** {@return a connection that writes; it is always in a transaction, which takes no lock before its first statement} */
    public Session openWriter() throws SQLException {
        SQLiteConfig config = common(WRITER_CACHE_KIB);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true"); // what is deleted or sealed anew is overwritten
        Connection connection = open(config);
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Session(connection);
    }

    /** {@return a connection for upkeep of the whole file, on which every statement is a transaction of its own} */
    public Session openKeeper() throws SQLException {
        SQLiteConfig config = common(READER_CACHE_KIB);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return new Session(open(config));
    }

    /** {@return a connection that can only read; every statement is a transaction of its own} */
    public Session openReader() throws SQLException {
        SQLiteConfig config = common(READER_CACHE_KIB);
        config.setReadOnly(true);
        return new Session(open(config));
    }

    /**
     * Folds the whole log into the file and cuts it to nothing, so that what was overwritten is in neither.
     *
     * @return false if a reader was in the way; then try again
     */
    boolean emptyLog() throws SQLException {
        try (Connection connection = open(common(READER_CACHE_KIB));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return row.next() && row.getInt(1) == 0;
        }
    }

    private SQLiteConfig common(int cacheKib) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(busyTimeoutMillis);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setGetGeneratedKeys(false);
        return config;
    }

    /** Not by DriverManager: in OSGi it would not see the driver. */
    private Connection open(SQLiteConfig config) throws SQLException {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }
}
