package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What Gadgetbridge exported, read as something that may want to do harm: real tables only, every query bounded in rows, and the way to it
 * by {@link ExportConnection}. One thread.
 */
final class ExportDatabase implements AutoCloseable {
    /** One minute's row a second, over a day: far more than any watch writes. */
    static final int MOST_ROWS_A_DAY = 90_000;

    private static final int MOST_TABLES = 1000;
    private static final int MOST_DEVICES = 100;
    private static final int MOST_SLEEPS = 5000;
    private static final String SLEEP_TABLE = "XIAOMI_SLEEP_TIME_SAMPLE";

    private final ExportConnection connection;

    /**
     * @param copy nobody else writes to it
     * @param atMost how long reading may take in all
     */
    ExportDatabase(Path copy, Duration atMost) throws ExportException {
        connection = new ExportConnection(copy, atMost);
    }

    /** {@return the watches and bands in it} */
    List<Wearer> wearers() throws ExportException {
        Set<String> columns = columns("DEVICE");
        if (!columns.containsAll(Set.of("_id", "NAME", "IDENTIFIER"))) {
            throw new ExportException("the file is a database, but not an export of Gadgetbridge (no table DEVICE); "
                    + "export again from Gadgetbridge's data management");
        }
        String alias = columns.contains("ALIAS") ? "ALIAS" : "''";
        String type = columns.contains("TYPE_NAME") ? "TYPE_NAME" : "''";
        var wearers = new ArrayList<Wearer>();
        connection.query(
                "SELECT _id, substr(NAME,1,100), substr(" + alias + ",1,100), substr(IDENTIFIER,1,100), substr(" + type
                        + ",1,100) FROM main.DEVICE WHERE typeof(_id)='integer' LIMIT " + MOST_DEVICES,
                List.of(),
                row -> wearers.add(new Wearer(row.getLong(1), text(row, 2), text(row, 3), text(row, 4), text(row, 5))));
        return wearers;
    }

    /** {@return the table with the newest samples of this watch} */
    Optional<SampleTable> samplesOf(Wearer wearer) throws ExportException {
        var names = new ArrayList<String>();
        // a view or a virtual table is code; a table is not
        connection.query(
                "SELECT name FROM main.sqlite_master WHERE type='table' AND rootpage>0 AND length(name)<100 LIMIT "
                        + MOST_TABLES,
                List.of(),
                row -> names.add(row.getString(1)));
        var tables = new ArrayList<SampleTable>();
        for (String name : names) {
            Set<String> columns = SampleTable.mayBe(name) ? columns(name) : new HashSet<>();
            columns.retainAll(SampleTable.WANTED);
            if (SampleTable.complete(columns)) {
                newest(name, wearer).ifPresent(timestamp -> {
                    var unit = SampleTable.TimeUnit.of(timestamp);
                    tables.add(new SampleTable(name, Set.copyOf(columns), unit, unit.instant(timestamp)));
                });
            }
        }
        return tables.stream().max(Comparator.comparing(SampleTable::newest));
    }

    private Optional<Long> newest(String table, Wearer wearer) throws ExportException {
        var newest = new ArrayList<Long>();
        connection.query(
                "SELECT max(TIMESTAMP) FROM main.\"" + table + "\" WHERE DEVICE_ID=? AND typeof(TIMESTAMP)='integer'"
                        + " AND TIMESTAMP BETWEEN 0 AND 99999999999999",
                List.of(wearer.id()),
                row -> {
                    long timestamp = row.getLong(1);
                    if (!row.wasNull()) {
                        newest.add(timestamp);
                    }
                });
        return newest.stream().findFirst();
    }

    /** {@return the samples of [from, until), ascending} */
    List<Sample> samples(SampleTable table, Wearer wearer, Instant from, Instant until) throws ExportException {
        var samples = new ArrayList<Sample>();
        connection.query(
                "SELECT TIMESTAMP, " + column(table, "STEPS") + ", " + column(table, "HEART_RATE") + ", "
                        + column(table, "RAW_KIND") + " FROM main.\"" + table.name()
                        + "\" WHERE DEVICE_ID=? AND TIMESTAMP>=? AND TIMESTAMP<? AND typeof(TIMESTAMP)='integer' LIMIT "
                        + (MOST_ROWS_A_DAY + 1),
                List.of(
                        wearer.id(),
                        table.timeUnit().timestamp(from),
                        table.timeUnit().timestamp(until)),
                row -> {
                    long steps = row.getLong(2);
                    samples.add(
                            Sample.of(table.timeUnit().instant(row.getLong(1)), steps, number(row, 3), number(row, 4)));
                });
        if (samples.size() > MOST_ROWS_A_DAY) {
            throw new ExportException("the file has more than " + MOST_ROWS_A_DAY
                    + " samples of one day, which no watch writes; export again from Gadgetbridge");
        }
        // by table order they come by row id or key; only the key is the time
        samples.sort(Comparator.comparing(Sample::at));
        return samples;
    }

    /** {@return stretches of sleep that the watch itself told, ended, and begun in [from, until), ascending} */
    List<Stretch> sleeps(Wearer wearer, Instant from, Instant until) throws ExportException {
        Set<String> columns = columns(SLEEP_TABLE);
        if (!columns.containsAll(Set.of("TIMESTAMP", "DEVICE_ID", "WAKEUP_TIME"))) {
            return List.of();
        }
        var sleeps = new ArrayList<Stretch>();
        connection.query(
                "SELECT TIMESTAMP, WAKEUP_TIME FROM main." + SLEEP_TABLE
                        + " WHERE DEVICE_ID=? AND TIMESTAMP>=? AND TIMESTAMP<? AND WAKEUP_TIME>TIMESTAMP"
                        + " AND WAKEUP_TIME<? AND typeof(TIMESTAMP)='integer' AND typeof(WAKEUP_TIME)='integer' LIMIT "
                        + MOST_SLEEPS,
                List.of(wearer.id(), from.toEpochMilli(), until.toEpochMilli(), until.toEpochMilli()),
                row -> sleeps.add(
                        new Stretch(Instant.ofEpochMilli(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2)))));
        sleeps.sort(Comparator.comparing(Stretch::from));
        return sleeps;
    }

    private static String column(SampleTable table, String name) {
        return table.columns().contains(name)
                ? "CASE WHEN typeof(" + name + ")='integer' AND abs(" + name + ")<2000000000 THEN " + name + " END"
                : "NULL";
    }

    private Set<String> columns(String table) throws ExportException {
        var columns = new HashSet<String>();
        var hidden = new HashSet<String>();
        connection.query("PRAGMA main.table_xinfo(\"" + table + "\")", List.of(), row -> {
            String name = text(row, 2);
            columns.add(name);
            if (row.getInt("hidden") != 0) {
                hidden.add(name); // a generated column is code
            }
        });
        columns.removeAll(hidden);
        return columns;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static OptionalInt number(ResultSet row, int column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Override
    public void close() throws ExportException {
        connection.close();
    }
}
