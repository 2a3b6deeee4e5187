package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The way into a foreign database that may want to do harm: immutable and read-only on a private copy, nothing attached, no schema code
 * trusted, all queries together bounded in time. One thread.
 */
final class ExportConnection implements AutoCloseable {
    private static final int STEPS_BETWEEN_LOOKS = 10_000;

    private final Connection connection;

    /**
     * @param copy nobody else writes to it
     * @param atMost how long reading may take in all
     */
    ExportConnection(Path copy, Duration atMost) throws ExportException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        config.enableLoadExtension(false);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(-2048);
        config.setPragma(Pragma.MMAP_SIZE, "0");
        config.setPragma(Pragma.LIMIT_ATTACHED, "0");
        config.setPragma(Pragma.LIMIT_LENGTH, "1000000");
        config.setPragma(Pragma.LIMIT_SQL_LENGTH, "100000");
        config.setPragma(Pragma.LIMIT_COLUMN, "200");
        config.setPragma(Pragma.LIMIT_EXPR_DEPTH, "50");
        config.setPragma(Pragma.LIMIT_TRIGGER_DEPTH, "1");
        config.setPragma(Pragma.LIMIT_WORKER_THREADS, "0");
        config.setGetGeneratedKeys(false);
        var source = new SQLiteDataSource(config);
        // immutable: no lock, no journal beside it; an export in WAL mode is read without its log, which was never
        // exported
        source.setUrl(
                "jdbc:sqlite:" + copy.toUri().toString().replaceFirst("^file:/+", "file:/") + "?immutable=1&mode=ro");
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            connection = source.getConnection();
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return System.nanoTime() - deadline > 0 ? 1 : 0;
                }
            });
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA trusted_schema=OFF");
                statement.execute("PRAGMA query_only=ON");
                statement.execute("PRAGMA cell_size_check=ON");
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What is done with one row. */
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /** Runs one query, bounded by whoever wrote it. */
    void query(String sql, List<Long> parameters, Row reader) throws ExportException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setLong(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static ExportException unreadable(SQLException e) {
        return new ExportException(
                "the file cannot be read (" + cause(e)
                        + "); if it is just being copied it is tried again, else export again from Gadgetbridge",
                e);
    }

    /** SQLite's own word for it, never a value of the file. */
    private static String cause(SQLException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        int end = message.indexOf(']');
        return message.startsWith("[SQLITE_") && end > 0 ? message.substring(1, end) : "no database";
    }

    @Override
    public void close() throws ExportException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }
}
