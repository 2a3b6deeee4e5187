package org.hearthgate.store.sqlite.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.store.StoreException;

/**
 * The table of alert entries as a chain: each hash covers the entry and the hash before it, and the head is kept apart, so that a
 * changed, removed or cut-off entry shows.
 */
final class AlertChain {
    private final AlertCodec codec;

    AlertChain(AlertCodec codec) {
        this.codec = codec;
    }

    private record Head(long entries, byte[] hash) {}

    void append(Session session, List<AlertJournal.Entry> entries) throws SQLException {
        Head head = head(session);
        PreparedStatement insert = session.prepare("INSERT INTO alert_entry"
                + " (id, alert, person, state, changed_at, content, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        for (AlertJournal.Entry entry : entries) {
            Alert alert = entry.alert();
            byte[] content = codec.encode(entry);
            var next = new Head(head.entries() + 1, hash(head.hash(), content));
            insert.setLong(1, next.entries());
            insert.setString(2, alert.id());
            insert.setString(3, alert.person().value());
            insert.setString(4, alert.state().code());
            insert.setLong(5, alert.changedAt().toEpochMilli());
            insert.setBytes(6, content);
            insert.setBytes(7, head.hash());
            insert.setBytes(8, next.hash());
            insert.executeUpdate();
            head = next;
        }
        PreparedStatement update = session.prepare("INSERT INTO alert_head (one, entries, hash) VALUES (1, ?, ?)"
                + " ON CONFLICT (one) DO UPDATE SET entries = excluded.entries, hash = excluded.hash");
        update.setLong(1, head.entries());
        update.setBytes(2, head.hash());
        update.executeUpdate();
    }

    /**
     * {@return the number of entries}
     *
     * @param file named in the failure
     * @throws StoreException naming the first entry that is not what was written
     */
    long verify(Session session, String file) throws SQLException {
        Head at = new Head(0, genesis(session));
        PreparedStatement select = session.prepare(
                "SELECT id, alert, person, state, changed_at, content, prev_hash, hash FROM alert_entry ORDER BY id");
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long expected = at.entries() + 1;
                if (rows.getLong(1) != expected) {
                    throw broken(file, expected, "it is missing");
                }
                byte[] content = rows.getBytes(6);
                byte[] hash = hash(at.hash(), content);
                if (!Arrays.equals(rows.getBytes(7), at.hash()) || !Arrays.equals(rows.getBytes(8), hash)) {
                    throw broken(file, expected, "its hash does not fit");
                }
                if (!columnsRepeat(content, rows)) {
                    throw broken(file, expected, "its index columns were changed");
                }
                at = new Head(expected, hash);
            }
        }
        Head head = head(session);
        if (head.entries() != at.entries() || !Arrays.equals(head.hash(), at.hash())) {
            throw broken(file, at.entries() + 1, "the end of the journal was cut off");
        }
        return at.entries();
    }

    private boolean columnsRepeat(byte[] content, ResultSet row) throws SQLException {
        try {
            Alert alert = codec.decode(content).alert();
            return alert.id().equals(row.getString(2))
                    && alert.person().value().equals(row.getString(3))
                    && alert.state().code().equals(row.getString(4))
                    && alert.changedAt().toEpochMilli() == row.getLong(5);
        } catch (UnreadableException e) {
            return false;
        }
    }

    private static StoreException broken(String file, long entry, String why) {
        return new StoreException(
                "the alert journal in " + file + " is broken at entry " + entry + ": " + why
                        + "; keep a copy of the file as evidence and compare with a backup",
                null);
    }

    private static Head head(Session session) throws SQLException {
        PreparedStatement select = session.prepare("SELECT entries, hash FROM alert_head WHERE one = 1");
        try (ResultSet rows = select.executeQuery()) {
            if (rows.next()) {
                return new Head(rows.getLong(1), rows.getBytes(2));
            }
        }
        return new Head(0, genesis(session));
    }

    /** The first entry follows on the name of this very record, so that no entry can be moved here from another. */
    private static byte[] genesis(Session session) throws SQLException {
        return sha256().digest(Migrations.storeId(session).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hash(byte[] previous, byte[] content) {
        MessageDigest digest = sha256();
        digest.update(previous);
        return digest.digest(content == null ? new byte[0] : content);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
