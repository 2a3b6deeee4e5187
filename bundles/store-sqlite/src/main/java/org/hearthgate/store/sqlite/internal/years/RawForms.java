package org.hearthgate.store.sqlite.internal.years;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.store.sqlite.internal.ObservationRows;
import org.hearthgate.store.sqlite.internal.Session;
import org.hearthgate.store.sqlite.internal.SqliteRecord;

/**
 * Lets what devices literally sent go once it is old; the readings made of it stay untouched. It walks the record once, in order of commit,
 * and remembers in the file how far it has got.
 */
final class RawForms implements Sweep {
    private static final String TASK = "raw forms are gone up to position";
    private static final int MOST_LOOKED_AT = 2000;
    private static final int MOST_DROPPED = 256;
    private static final String SELECT =
            "SELECT position, received_at, measured_at, raw_type IS NOT NULL FROM observation"
                    + " WHERE position > ? ORDER BY position LIMIT " + MOST_LOOKED_AT;

    private static final String COLUMNS = ObservationRows.COLUMNS;
    private static final int COLUMN_COUNT = COLUMNS.split(",").length;
    private static final String INSERT =
            "INSERT INTO observation (" + COLUMNS + ") VALUES (?" + ", ?".repeat(COLUMN_COUNT - 1) + ")";

    private final SqliteRecord record;
    private final Bounds bounds;
    private final long before;
    private long reached = -1;

    private record Found(List<Long> drop, long last, boolean ends) {}

    RawForms(SqliteRecord record, Bounds bounds, Duration kept) {
        this.record = record;
        this.bounds = bounds;
        before = bounds.before(kept).toEpochMilli();
    }

    @Override
    public Step step() {
        Found found = record.readers().read("look for old raw forms", this::find);
        if (found.last() > reached) {
            Optional<Long> done = record.writer().transactIfIdle("drop old raw forms", session -> drop(session, found));
            if (done.isEmpty()) {
                return Step.BUSY;
            }
            reached = found.last();
        }
        return found.ends() ? Step.DONE : Step.WORKED;
    }

    /** Stops at the first row that is still young; a row from a future that will not come soon does not hold the others up. */
    private Found find(Session session) throws SQLException {
        if (reached < 0) {
            reached = session.number("SELECT reached FROM upkeep WHERE task = '" + TASK + "'")
                    .orElse(0);
        }
        var drop = new ArrayList<Long>();
        long last = reached;
        int looked = 0;
        PreparedStatement select = session.prepare(SELECT);
        select.setLong(1, reached);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                looked++;
                long receivedAt = rows.getLong(2);
                if (receivedAt >= before && !absurd(receivedAt)) {
                    return new Found(drop, last, true);
                }
                last = rows.getLong(1);
                if (rows.getBoolean(4) && receivedAt < before && rows.getLong(3) < before) {
                    drop.add(last);
                }
                if (drop.size() == MOST_DROPPED) {
                    return new Found(drop, last, false);
                }
            }
        }
        return new Found(drop, last, looked < MOST_LOOKED_AT);
    }

    /**
     * {@return the row without its raw form, which is gone from the file until it is inserted again} An UPDATE would leave each page nearly
     * empty and none free: SQLite joins pages when it deletes, not when a row becomes shorter.
     */
    private static Optional<Object[]> take(Session session, long position) throws SQLException {
        PreparedStatement select = session.prepare("SELECT " + COLUMNS + " FROM observation WHERE position = ?");
        select.setLong(1, position);
        var row = new Object[COLUMN_COUNT];
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                return Optional.empty();
            }
            for (int column = 0; column < row.length; column++) {
                row[column] = found.getObject(column + 1);
            }
        }
        PreparedStatement delete = session.prepare("DELETE FROM observation WHERE position = ?");
        delete.setLong(1, position);
        delete.executeUpdate();
        return Optional.of(row);
    }

    private boolean absurd(long receivedAt) {
        return Instant.ofEpochMilli(receivedAt).isAfter(bounds.now().plus(Duration.ofDays(1)));
    }

    private static long drop(Session session, Found found) throws SQLException {
        var rows = new ArrayList<Object[]>();
        for (long position : found.drop()) {
            take(session, position).ifPresent(rows::add);
        }
        PreparedStatement insert = session.prepare(INSERT);
        for (Object[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                insert.setObject(column + 1, row[column]);
            }
            insert.executeUpdate();
        }
        Upkeep.reached(session, TASK, found.last());
        return found.last();
    }
}
