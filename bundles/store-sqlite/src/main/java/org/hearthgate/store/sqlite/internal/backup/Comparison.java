package org.hearthgate.store.sqlite.internal.backup;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Compares a restored copy with the record itself, row by row, in pieces, without holding anybody up. Sealed
 * columns are left out: the record seals rows anew when keys change, and drops raw forms after their time; that each opens, bound to its
 * row, is proven beside this. The times of a part that was put right are left out too: the copy may be from before, and
 * then they are put right when it is opened.
 */
final class Comparison {
    private static final int PIECE = 20_000;
    private static final Set<String> TIMES = Set.of("measured_at", "received_at");
    private static final String PUT_RIGHT = " OR EXISTS (SELECT 1 FROM record.retiming t"
            + " WHERE r.position > t.after_position AND r.position <= t.until_position)";
    private static final Set<String> SEALED = Set.of("payload", "raw", "raw_type", "content");

    private Comparison() {}

    /**
     * What was compared.
     *
     * @param rows of the record that the copy should have
     * @param missing how many of them it lacks
     * @param different how many it has otherwise
     */
    record Verdict(long rows, long missing, long different) {
        boolean same() {
            return missing == 0 && different == 0;
        }
    }

    static Verdict compare(Path record, Path copy, Marks until) throws SQLException {
        try (Workbench bench = Workbench.empty().reading(record, "record").reading(copy, "copy")) {
            Verdict observations = compare(bench, "observation", "position", until.position());
            Verdict alerts = compare(bench, "alert_entry", "id", until.alert());
            return new Verdict(
                    observations.rows() + alerts.rows(),
                    observations.missing() + alerts.missing(),
                    observations.different() + alerts.different());
        }
    }

    private static Verdict compare(Workbench bench, String table, String key, long last) throws SQLException {
        List<String> columns =
                List.of(bench.columns("record", "copy", table).replace("\"", "").split(", "));
        var same = new StringBuilder("true");
        boolean retimed = bench.tables("record").contains("retiming");
        columns.stream().filter(column -> !SEALED.contains(column)).forEach(column -> same.append(" AND (r.")
                .append(column)
                .append(" IS c.")
                .append(column)
                .append(retimed && TIMES.contains(column) ? PUT_RIGHT : "")
                .append(')'));
        var ask = bench.session()
                .prepare("SELECT count(*), count(*) FILTER (WHERE c." + key + " IS NULL), count(*) FILTER (WHERE c."
                        + key
                        + " IS NOT NULL AND NOT (" + same + ")) FROM record." + table + " r LEFT JOIN copy." + table
                        + " c ON c." + key + " = r." + key + " WHERE r." + key + " > ? AND r." + key + " <= ?");
        var sum = new Verdict(0, 0, 0);
        long from = bench.session()
                .number("SELECT min(" + key + ") - 1 FROM record." + table)
                .orElse(last);
        while (from < last) {
            long to = Math.min(last, from + PIECE);
            ask.setLong(1, from);
            ask.setLong(2, to);
            try (var rows = ask.executeQuery()) {
                rows.next();
                sum = new Verdict(
                        sum.rows() + rows.getLong(1),
                        sum.missing() + rows.getLong(2),
                        sum.different() + rows.getLong(3));
            }
            from = to;
        }
        return sum;
    }
}
