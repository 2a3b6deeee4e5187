package org.hearthgate.store.sqlite.internal.repair;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import org.hearthgate.store.sqlite.internal.backup.Workbench;

/**
 * Says of what kind and from when the observations are that could not be saved. The indexes of the damaged file know, because they repeat
 * kind and time of every row.
 */
final class Losses {
    private static final String ASK = "SELECT o.position, o.measured_at, (SELECT text FROM out.name WHERE id = o.kind)"
            + " FROM old.observation o INDEXED BY %s WHERE o.sequence IS %s";

    private final TreeMap<String, Span> byKind = new TreeMap<>();
    private long known;
    private boolean indexesRead = true;

    private record Span(long count, long first, long last) {
        Span with(long at) {
            return new Span(count + 1, Math.min(first, at), Math.max(last, at));
        }
    }

    /** @param gone positions that are in no copy */
    Losses look(Workbench bench, Set<Long> gone) {
        if (gone.isEmpty()) {
            return this;
        }
        look(bench, gone, String.format(ASK, "observation_by_time", "NULL"));
        look(bench, gone, String.format(ASK, "observation_numbered_by_time", "NOT NULL"));
        return this;
    }

    private void look(Workbench bench, Set<Long> gone, String ask) {
        try (ResultSet rows = bench.session().prepare(ask).executeQuery()) {
            while (rows.next()) {
                if (gone.contains(rows.getLong(1))) {
                    known++;
                    long at = rows.getLong(2);
                    byKind.merge(String.valueOf(rows.getString(3)), new Span(1, at, at), (span, more) -> span.with(at));
                }
            }
        } catch (SQLException e) {
            indexesRead = false;
        }
    }

    /** {@return one sentence} */
    String sentence(int gone, long unknownFrom, long unknownTo) {
        var text = new StringBuilder();
        if (known > 0) {
            text.append(known).append(" observations are gone: ");
            byKind.forEach((kind, span) -> text.append(span.count())
                    .append(' ')
                    .append(kind)
                    .append(" measured from ")
                    .append(Instant.ofEpochMilli(span.first()))
                    .append(" to ")
                    .append(Instant.ofEpochMilli(span.last()))
                    .append("; "));
            text.setLength(text.length() - 2);
            text.append(". ");
        }
        if (!indexesRead && gone > known) {
            text.append("Up to ").append(gone - known).append(" more are gone of which nothing is known. ");
        }
        if (unknownTo >= unknownFrom) {
            text.append("Observations ")
                    .append(unknownFrom)
                    .append(" to ")
                    .append(unknownTo)
                    .append(" had been committed and are gone. ");
        }
        return text.length() == 0 ? "No observation is known to be gone. " : text.toString();
    }
}
