package org.hearthgate.store.sqlite.internal.repair;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hearthgate.store.sqlite.internal.Faults;
import org.hearthgate.store.sqlite.internal.backup.Workbench;

/**
 * Copies out of a damaged file what SQLite can still read: in large pieces where that works, halving them down to single rows where it
 * does not.
 */
final class Salvage {
    private static final int PIECE = 4096;
    private static final int MOST_MISSED = 200_000;

    private final Workbench bench;
    private final Set<Long> missed = new TreeSet<>();

    /** @param bench with the damaged file as {@code old} and the new one as {@code out} */
    Salvage(Workbench bench) {
        this.bench = bench;
    }

    /** {@return whether SQLite understands anything of the file, and there is anything in it} */
    static boolean possible(Path damaged) {
        try (Workbench bench = Workbench.empty().reading(damaged, "old")) {
            return bench.tables("old").contains("observation") && !nothingIn(bench);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A file that lost all but its first migrations: names given now would contradict those of its backups. */
    private static boolean nothingIn(Workbench bench) {
        try {
            return bench.session().number("SELECT id FROM old.name LIMIT 1").isEmpty();
        } catch (SQLException e) {
            return false; // damaged, hence not empty
        }
    }

    /** {@return positions that could not be read; most of them existed} */
    Set<Long> missed() {
        return missed;
    }

    /**
     * Copies every table.
     *
     * @param known a position that is known to have been given; the file may say a higher one
     */
    void run(long known) throws SQLException {
        for (String table : bench.tables("out")) {
            String columns = bench.columns("old", "out", table);
            if (columns.isEmpty()) {
                continue;
            }
            switch (table) {
                case "observation" ->
                    numbered(table, columns, "position", Math.max(known, end("observation", "position")));
                case "alert_entry", "quarantine", "receipt", "name" -> numbered(table, columns, "id", end(table, "id"));
                default -> whole(table, columns);
            }
        }
    }

    /** Several ways to the same number, for one of them may lead over a damaged page. */
    private long end(String table, String key) {
        long end = 0;
        for (String ask : List.of(
                "SELECT max(" + key + ") FROM old." + table,
                "SELECT seq FROM old.sqlite_sequence WHERE name = '" + table + "'",
                "SELECT max(entries) FROM old.alert_head WHERE '" + table + "' = 'alert_entry'",
                "SELECT max(position) FROM old.cursor WHERE '" + table + "' = 'observation'")) {
            try {
                end = Math.max(end, bench.session().number(ask).orElse(0));
            } catch (SQLException e) {
                // the next way
            }
        }
        return end;
    }

    private void numbered(String table, String columns, String key, long last) throws SQLException {
        String copy = "INSERT OR IGNORE INTO out." + table + " (" + columns + ") SELECT " + columns + " FROM old."
                + table + " NOT INDEXED WHERE " + key + " >= ? AND " + key + " <= ?";
        for (long from = 0; from <= last; from += PIECE) {
            numbered(copy, from, Math.min(last, from + PIECE - 1), "observation".equals(table));
        }
    }

    private void numbered(String copy, long from, long to, boolean counted) throws SQLException {
        try {
            bench.together(() -> {
                PreparedStatement statement = bench.session().prepare(copy);
                statement.setLong(1, from);
                statement.setLong(2, to);
                statement.executeUpdate();
            });
        } catch (SQLException e) {
            if (!Faults.needsRepair(e)) {
                throw e;
            }
            if (from < to) {
                long middle = from + (to - from) / 2;
                numbered(copy, from, middle, counted);
                numbered(copy, middle + 1, to, counted);
            } else if (counted && missed.size() < MOST_MISSED) {
                missed.add(from);
            }
        }
    }

    /** Small tables: all, or as many rows as come before the damage. */
    private void whole(String table, String columns) throws SQLException {
        try {
            bench.together(() -> bench.session()
                    .execute("INSERT OR IGNORE INTO out." + table + " (" + columns + ") SELECT " + columns
                            + " FROM old." + table));
        } catch (SQLException e) {
            if (!Faults.needsRepair(e)) {
                throw e;
            }
            rowByRow(table, columns);
        }
    }

    private void rowByRow(String table, String columns) throws SQLException {
        int width = columns.split(", ").length;
        PreparedStatement insert = bench.session()
                .prepare("INSERT OR IGNORE INTO out." + table + " (" + columns + ") VALUES (?" + ", ?".repeat(width - 1)
                        + ")");
        try (ResultSet rows = bench.session()
                .prepare("SELECT " + columns + " FROM old." + table)
                .executeQuery()) {
            while (rows.next()) {
                for (int column = 1; column <= width; column++) {
                    insert.setObject(column, rows.getObject(column));
                }
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            if (!Faults.needsRepair(e)) {
                throw e;
            }
            bench.session().forgetStatements();
        }
    }

    /** Copies single rows again, whatever their seals say: better a row that cannot be opened today than none. */
    void again(Collection<Long> positions) throws SQLException {
        String columns = bench.columns("old", "out", "observation");
        for (long position : positions) {
            numbered(
                    "INSERT OR IGNORE INTO out.observation (" + columns + ") SELECT " + columns
                            + " FROM old.observation NOT INDEXED WHERE position >= ? AND position <= ?",
                    position,
                    position,
                    false);
        }
    }
}
