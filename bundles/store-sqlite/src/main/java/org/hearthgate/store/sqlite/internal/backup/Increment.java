package org.hearthgate.store.sqlite.internal.backup;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Takes the next piece of the record: what was committed behind some marks, as a small database of the record's own form. A newer hub
 * can therefore migrate it, and restoring it is an INSERT. It reads in pieces of at most 2 MiB, each a read of its own, so that it neither
 * holds up the writer nor keeps the log from being folded.
 */
final class Increment {
    /** Every table of the record is in exactly one of these; a test sees to it. */
    static final List<String> WHOLE = List.of("meta", "cursor", "alert_head", "upkeep", "retiming");

    static final Set<String> IN_PIECES = Set.of("observation", "alert_entry", "quarantine");
    /** By the position of the newest roll-up, of two the later one holds; by the newest observation when a receipt was written. */
    static final Set<String> BY_POSITION = Set.of("rolled_up", "receipt");

    static final Set<String> AS_REFERRED = Set.of("name");
    /** Never on a target: what belongs to this hub alone, and keys, which have a file of their own. */
    static final Set<String> STAYING = Set.of("person_key");

    private static final int PIECE_ROWS = 2000;
    private static final int PIECE_BYTES = 2 * 1024 * 1024;
    private static final long MOST_BYTES = 6 * 1024 * 1024;
    private static final int MOST_ENTRIES = 5000;

    private final Workbench bench;

    private Increment(Workbench bench) {
        this.bench = bench;
    }

    /**
     * One piece of the record.
     *
     * @param database octets of a database file
     * @param rows observations in it
     */
    record Piece(Marks from, Marks to, byte[] database, long rows) {
        boolean isEmpty() {
            return from.equals(to);
        }
    }

    /** {@return the marks of what the record holds now} */
    static Marks end(Path record) throws SQLException {
        try (Workbench bench = Workbench.empty().reading(record, "record")) {
            var session = bench.session();
            return new Marks(
                    session.number("SELECT max(position) FROM record.observation")
                            .orElse(0),
                    session.number("SELECT max(id) FROM record.alert_entry").orElse(0),
                    session.number("SELECT max(id) FROM record.quarantine").orElse(0));
        }
    }

    /**
     * {@return the next piece, at most about 8 MiB; empty if there is nothing}
     *
     * @param until goes no further than this
     */
    static Piece take(Path record, Marks from, Marks until) throws SQLException {
        try (Workbench source = Workbench.empty().reading(record, "record")) {
            long form = source.session().number("PRAGMA record.user_version").orElse(1);
            try (Workbench bench = Workbench.ofForm(form).reading(record, "record")) {
                return new Increment(bench).piece(from, until);
            }
        }
    }

    private Piece piece(Marks from, Marks until) throws SQLException {
        long position = from.position();
        while (position < until.position() && bytes() < MOST_BYTES) {
            position = observations(position, until.position());
        }
        long alert = entries("alert_entry", from.alert(), until.alert(), MOST_ENTRIES);
        long refused = entries("quarantine", from.refused(), until.refused(), MOST_ENTRIES);
        rolledUp(from.position(), position);
        receipts(from.position(), position);
        for (String table : WHOLE) {
            String columns = bench.columns("main", "record", table);
            if (columns.isEmpty()) {
                continue; // a record of before
            }
            bench.together(() -> {
                bench.session().execute("DELETE FROM main." + table);
                bench.session()
                        .execute("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM record."
                                + table);
            });
        }
        long rows =
                bench.session().number("SELECT count(*) FROM main.observation").orElse(0);
        return new Piece(from, new Marks(position, alert, refused), bench.octets(), rows);
    }

    private long bytes() throws SQLException {
        return bench.session().number("PRAGMA main.page_count").orElse(0)
                * bench.session().number("PRAGMA main.page_size").orElse(0);
    }

    private long observations(long after, long last) throws SQLException {
        long end = pieceEnd(after, last);
        String columns = bench.columns("main", "record", "observation");
        bench.together(() -> {
            copy("observation", columns, "position", after, end);
            for (String number : List.of("person", "kind", "device", "adapter", "raw_type")) {
                PreparedStatement names = bench.session()
                        .prepare(
                                "INSERT OR IGNORE INTO main.name (id, text) SELECT id, text FROM record.name WHERE id IN"
                                        + " (SELECT DISTINCT " + number + " FROM main.observation WHERE position > ?)");
                names.setLong(1, after);
                names.executeUpdate();
            }
        });
        return end;
    }

    /** The lengths stand in the head of each row: asking for them reads no blob. */
    private long pieceEnd(long after, long last) throws SQLException {
        PreparedStatement ends = bench.session()
                .prepare("SELECT max(position) FROM (SELECT position, row_number() OVER rows AS number,"
                        + " sum(length(payload) + coalesce(length(raw), 0)) OVER rows AS octets"
                        + " FROM (SELECT position, payload, raw FROM record.observation WHERE position > ?1 AND"
                        + " position <= ?2 ORDER BY position LIMIT " + PIECE_ROWS
                        + ") WINDOW rows AS (ORDER BY position))"
                        + " WHERE octets <= " + PIECE_BYTES + " OR number = 1");
        ends.setLong(1, after);
        ends.setLong(2, last);
        try (var rows = ends.executeQuery()) {
            rows.next();
            long end = rows.getLong(1);
            return rows.wasNull() ? last : end;
        }
    }

    private void rolledUp(long after, long last) throws SQLException {
        if (bench.tables("record").contains("rolled_up") && after < last) {
            String columns = bench.columns("main", "record", "rolled_up");
            bench.together(() -> copy("rolled_up", columns, "position", after, last));
        }
    }

    /** The last position is looked at twice, for receipts that came behind it; which are known already is told by their numbers. */
    private void receipts(long after, long last) throws SQLException {
        if (bench.tables("record").contains("receipt")) {
            String columns = bench.columns("main", "record", "receipt");
            bench.together(() -> copy("receipt", columns, "position", after - 1, last));
        }
    }

    private long entries(String table, long after, long last, int most) throws SQLException {
        if (after >= last) {
            return after;
        }
        long end = bench.session()
                .number("SELECT max(id) FROM (SELECT id FROM record." + table + " WHERE id > " + after + " AND id <= "
                        + last + " ORDER BY id LIMIT " + most + ")")
                .orElse(last);
        String columns = bench.columns("main", "record", table);
        bench.together(() -> copy(table, columns, "id", after, end));
        return end;
    }

    private void copy(String table, String columns, String key, long after, long last) throws SQLException {
        PreparedStatement copy = bench.session()
                .prepare("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM record." + table
                        + " WHERE " + key + " > ? AND " + key + " <= ?");
        copy.setLong(1, after);
        copy.setLong(2, last);
        copy.executeUpdate();
    }
}
