package org.hearthgate.store.sqlite.internal.backup;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Makes a file that was put together from pieces fit to be written on: no position that was ever given is given again, no consumer's
 * cursor stands beyond the next position, and the journal of alerts goes on behind its last entry.
 * Rows that were copied before their times were put right are put right again when the record is opened.
 */
public final class Settled {
    private Settled() {}

    /**
     * {@return the highest position that counts as given}
     *
     * @param known the highest position that is known from elsewhere
     * @param beyond how far to go beyond the highest one found, for a record whose end is not known
     */
    public static long settle(Path file, long known, LongUnaryOperator beyond) throws SQLException {
        try (Workbench bench = Workbench.empty().writing(file, "out")) {
            var session = bench.session();
            long last = known;
            for (String where : new String[] {
                "SELECT max(position) FROM out.observation",
                "SELECT max(position) FROM out.cursor",
                "SELECT max(seq) FROM out.sqlite_sequence WHERE name = 'observation'"
            }) {
                last = Math.max(last, session.number(where).orElse(0));
            }
            long end = beyond.applyAsLong(last);
            bench.together(() -> {
                session.execute("DELETE FROM out.sqlite_sequence WHERE name = 'observation'");
                session.execute("INSERT INTO out.sqlite_sequence (name, seq) VALUES ('observation', " + end + ")");
                session.execute(
                        "INSERT INTO out.alert_head (one, entries, hash) SELECT 1, id, hash FROM out.alert_entry"
                                + " ORDER BY id DESC LIMIT 1 ON CONFLICT (one) DO NOTHING");
                session.execute(
                        "UPDATE out.alert_head SET (entries, hash) = (SELECT id, hash FROM out.alert_entry ORDER BY"
                                + " id DESC LIMIT 1) WHERE entries < (SELECT max(id) FROM out.alert_entry)");
                if (bench.tables("out").contains("retiming")) { // a record of before has none
                    session.execute("UPDATE out.retiming SET reached = NULL, done = 0");
                }
            });
            return end;
        }
    }

    /** {@return what SQLite finds wrong with the whole file; empty if nothing} */
    public static Optional<String> wrong(Path file) throws SQLException {
        try (Workbench bench = Workbench.empty().reading(file, "out");
                var rows =
                        bench.session().prepare("PRAGMA out.integrity_check(1)").executeQuery()) {
            rows.next();
            return Optional.of(rows.getString(1)).filter(verdict -> !"ok".equals(verdict));
        }
    }
}
