package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import org.hearthgate.api.notify.ReceiptJournal;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.store.sqlite.internal.years.Folding;

/** An open store for the tests of the sub-packages. */
public final class OpenedStore implements AutoCloseable {
    private final OpenStore open;

    public OpenedStore(Path directory) {
        open = new OpenStore(directory);
    }

    public SqliteRecord record() {
        return open.record();
    }

    public ObservationStore store() {
        return open.observations();
    }

    public ReceiptJournal receipts() {
        return open.receipts();
    }

    public void meddle(String sql) {
        open.meddle(sql);
    }

    /** Writes the cursors at once, in a commit of their own. */
    public void flushCursors() {
        record().writer().transact("write the cursors", nothing -> null);
    }

    public void foldIfDue() {
        Folding.foldIfDue(record());
    }

    public void fold(String mode) throws SQLException {
        try (Session session = record().openKeeper()) {
            session.number("PRAGMA wal_checkpoint(" + mode + ")");
        }
    }

    @Override
    public void close() {
        open.close();
    }
}
