package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptJournal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who was reached, in the same file as the record and the alerts, so that one backup covers all three and one erasure reaches them. */
@Component(
        name = "org.hearthgate.store.sqlite.receipts",
        configurationPid = "org.hearthgate.store.sqlite",
        immediate = true)
public final class SqliteReceiptJournal implements ReceiptJournal {
    private static final String OF_ALERT =
            "SELECT " + ReceiptTable.COLUMNS + " FROM receipt WHERE alert = ? ORDER BY id";
    private static final String SINCE =
            "SELECT " + ReceiptTable.COLUMNS + " FROM receipt WHERE at >= ? ORDER BY at, id";

    private final SqliteRecord record;

    @Activate
    public SqliteReceiptJournal(@Reference SqliteRecord record) {
        this.record = record;
    }

    @Override
    public void append(List<Receipt> receipts) {
        if (receipts.isEmpty()) {
            return;
        }
        record.writer().transact("append receipts", record.keys().within(session -> {
            record.receipts().append(session, receipts, record.appender().lastPosition());
            return null;
        }));
    }

    @Override
    public List<Receipt> ofAlert(String alertId) {
        return record.readers().read("read the receipts of an alert", session -> {
            PreparedStatement select = session.prepare(OF_ALERT);
            select.setString(1, alertId);
            try (ResultSet rows = select.executeQuery()) {
                return record.receipts().read(session, rows, Integer.MAX_VALUE);
            }
        });
    }

    @Override
    public List<Receipt> since(Instant from, int most) {
        return record.readers().read("read receipts", session -> {
            PreparedStatement select = session.prepare(SINCE);
            select.setLong(1, SqliteAlertJournal.millis(from));
            try (ResultSet rows = select.executeQuery()) {
                return record.receipts().read(session, rows, most);
            }
        });
    }
}
