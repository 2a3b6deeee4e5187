package org.hearthgate.store.sqlite.internal.years;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.hearthgate.store.sqlite.internal.Session;
import org.hearthgate.store.sqlite.internal.SqliteRecord;

/** Lets receipts go after their time: who was reached matters for a year's look back, not for ever. */
final class ReceiptExpiry implements Sweep {
    private static final int MOST = 256;

    private final SqliteRecord record;
    private final long beforeMillis;
    private boolean done;

    ReceiptExpiry(SqliteRecord record, long beforeMillis) {
        this.record = record;
        this.beforeMillis = beforeMillis;
    }

    @Override
    public Step step() {
        if (done) {
            return Step.DONE;
        }
        Optional<Integer> dropped = record.writer().transactIfIdle("drop old receipts", this::drop);
        if (dropped.isEmpty()) {
            return Step.BUSY;
        }
        done = dropped.get() < MOST;
        return Step.WORKED;
    }

    private int drop(Session session) throws SQLException {
        PreparedStatement delete = session.prepare(
                "DELETE FROM receipt WHERE id IN (SELECT id FROM receipt WHERE at < ? ORDER BY at LIMIT " + MOST + ")");
        delete.setLong(1, beforeMillis);
        return delete.executeUpdate();
    }
}
