package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.hearthgate.api.notify.Receipt;

/** The table of receipts, each sealed under the key of the person its alert is about. Bounded, so that a mad channel fills no disk. */
final class ReceiptTable {
    /** Far more than a year of nights in which everything goes wrong. */
    static final int MOST = 200_000;

    /** What {@link #open} expects to have been selected, in this order. */
    static final String COLUMNS = "id, alert, person, at, sealed";

    private static final int PART = 5;

    private final ReceiptCodec codec = new ReceiptCodec();
    private final BlobSeal seal;
    private final DamagedRows damaged;
    private final int most;

    ReceiptTable(BlobSeal seal, DamagedRows damaged) {
        this(seal, damaged, MOST);
    }

    ReceiptTable(BlobSeal seal, DamagedRows damaged, int most) {
        this.seal = seal;
        this.damaged = damaged;
        this.most = most;
    }

    /** In a transaction. @param position of the newest observation */
    void append(Session session, List<Receipt> receipts, long position) throws SQLException {
        PreparedStatement insert =
                session.prepare("INSERT INTO receipt (alert, person, at, position, sealed) VALUES (?, ?, ?, ?, ?)");
        for (Receipt receipt : receipts) {
            String person = receipt.person().value();
            long at = receipt.at().toEpochMilli();
            byte[] sealed = seal.close(
                    session,
                    AlertChain.person(session, receipt.person()),
                    context(receipt.alertId(), person, at),
                    codec.encode(receipt));
            insert.setString(1, receipt.alertId());
            insert.setString(2, person);
            insert.setLong(3, at);
            insert.setLong(4, position);
            insert.setBytes(5, sealed);
            insert.executeUpdate();
        }
        session.prepare("DELETE FROM receipt WHERE id <= (SELECT max(id) FROM receipt) - " + most)
                .executeUpdate();
    }

    /** {@return the receipts among the rows that can be read} */
    List<Receipt> read(Session session, ResultSet rows, int atMost) throws SQLException {
        var receipts = new ArrayList<Receipt>();
        while (receipts.size() < atMost && rows.next()) {
            try {
                receipts.add(codec.decode(
                        rows.getString(2), rows.getString(3), seal.open(session, context(rows), rows.getBytes(5))));
            } catch (KeyLockedException e) {
                continue; // told by the keys, not as damage
            } catch (UnreadableException e) {
                damaged.leftOut("receipt " + rows.getLong(1), e);
            }
        }
        return receipts;
    }

    /** {@return what the sealed part of a row is bound to} */
    static byte[] context(ResultSet row) throws SQLException {
        return context(String.valueOf(row.getString(2)), String.valueOf(row.getString(3)), row.getLong(4));
    }

    private static byte[] context(String alert, String person, long at) {
        return new SealContext(PART).add(alert).add(person).add(at).octets();
    }

    /**
     * Seals a few rows anew that are under a retired key; those that cannot be opened stay as they are. In a transaction.
     *
     * @return up to where they were looked at; empty at the end
     */
    OptionalLong sealSome(Session session, Set<Long> retired, long after, int rowsAtOnce) throws SQLException {
        PreparedStatement select =
                session.prepare("SELECT " + COLUMNS + " FROM receipt WHERE id > ? ORDER BY id LIMIT ?");
        select.setLong(1, after);
        select.setInt(2, rowsAtOnce);
        OptionalLong last = OptionalLong.empty();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                last = OptionalLong.of(rows.getLong(1));
                OptionalLong key = BlobSeal.keyNumber(rows.getBytes(5));
                if (key.isPresent() && retired.contains(key.getAsLong())) {
                    sealOne(session, rows);
                }
            }
        }
        return last;
    }

    private void sealOne(Session session, ResultSet row) throws SQLException {
        try {
            long person = Names.find(session, row.getString(3)).orElseThrow();
            byte[] context = context(row);
            byte[] anew = seal.close(session, person, context, seal.open(session, context, row.getBytes(5)));
            PreparedStatement update = session.prepare("UPDATE receipt SET sealed = ? WHERE id = ?");
            update.setBytes(1, anew);
            update.setLong(2, row.getLong(1));
            update.executeUpdate();
        } catch (KeyLockedException e) {
            return; // its key then stays too
        } catch (UnreadableException e) {
            damaged.leftOut("receipt " + row.getLong(1), e);
        }
    }
}
