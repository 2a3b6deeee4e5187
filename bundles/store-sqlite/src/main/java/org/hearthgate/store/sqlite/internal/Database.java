package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens connections to the file: one kind that writes, one kind that cannot. */
public final class Database {
    /** The write-ahead log is folded into the file whenever it has grown to 1000 pages (4 MB). */
    static final int CHECKPOINT_PAGES = 1000;
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
        Connection connection = open(config);
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Session(connection);
    }

    /** {@return a connection that can only read; every statement is a transaction of its own} */
    public Session openReader() throws SQLException {
        SQLiteConfig config = common(READER_CACHE_KIB);
        config.setReadOnly(true);
        return new Session(open(config));
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
