package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.sqlite.SQLiteDataSource;

/** An export as the app writes it: tables and keys as in public exports, contents made up. */
final class Export implements AutoCloseable {
    static final String HUAMI = "HUAMI_EXTENDED_ACTIVITY_SAMPLE";
    static final String MI_BAND = "MI_BAND_ACTIVITY_SAMPLE";
    static final String XIAOMI = "XIAOMI_ACTIVITY_SAMPLE";

    private final Connection connection;

    Export(Path file) throws SQLException {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        connection = source.getConnection();
        sql(
                "CREATE TABLE IF NOT EXISTS DEVICE (_id INTEGER PRIMARY KEY, NAME TEXT NOT NULL, MANUFACTURER TEXT NOT NULL,"
                        + " IDENTIFIER TEXT NOT NULL, TYPE INTEGER NOT NULL, MODEL TEXT, ALIAS TEXT)");
        sql("CREATE TABLE IF NOT EXISTS USER (_id INTEGER PRIMARY KEY, NAME TEXT NOT NULL)");
    }

    static Export of(Path file, String table) throws SQLException {
        return new Export(file).watch(1, "Mi Band 5", "AA:BB:CC:00:00:01").table(table);
    }

    Export watch(long id, String name, String address) throws SQLException {
        return sql(
                "INSERT INTO DEVICE VALUES (" + id + ", '" + name + "', 'Huami', '" + address + "', 1, '', 'Annas')");
    }

    Export table(String name) throws SQLException {
        return sql(
                "CREATE TABLE " + name + " (TIMESTAMP INTEGER NOT NULL, DEVICE_ID INTEGER NOT NULL, USER_ID INTEGER NOT"
                        + " NULL, RAW_INTENSITY INTEGER NOT NULL, STEPS INTEGER NOT NULL, RAW_KIND INTEGER NOT NULL,"
                        + " HEART_RATE INTEGER NOT NULL, PRIMARY KEY (TIMESTAMP, DEVICE_ID) ON CONFLICT REPLACE) WITHOUT ROWID");
    }

    /** One row a minute. */
    Export minutes(String table, Instant from, int minutes, int steps, int kind, int heartRate) throws SQLException {
        return minutes(table, 1, from, minutes, steps, kind, heartRate);
    }

    Export minutes(String table, long device, Instant from, int minutes, int steps, int kind, int heartRate)
            throws SQLException {
        var values = new StringBuilder();
        for (int i = 0; i < minutes; i++) {
            values.append(i == 0 ? "" : ",")
                    .append('(')
                    .append(from.getEpochSecond() + 60L * i)
                    .append(',' + " " + device + ",1,20," + steps + "," + kind + "," + heartRate + ")");
        }
        return sql("INSERT INTO " + table + " VALUES " + values);
    }

    Export sql(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
