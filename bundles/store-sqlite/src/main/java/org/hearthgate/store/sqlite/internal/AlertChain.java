package org.hearthgate.store.sqlite.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;

/**
 * The table of alert entries as a chain: each hash covers the entry's columns, a digest of its content and the hash before it, and the
 * head is kept apart, so that a changed, removed or cut-off entry shows. The digest is salted and the salt is sealed with the content, so
 * that the chain outlives a person's key and yet tells nothing of what that key sealed.
 */
final class AlertChain {
    private final AlertContent contents;

    AlertChain(AlertContent contents) {
        this.contents = contents;
    }

    private record Head(long entries, byte[] hash) {}

    void append(Session session, List<AlertJournal.Entry> entries) throws SQLException {
        Head head = head(session);
        PreparedStatement insert = session.prepare("INSERT INTO alert_entry"
                + " (id, alert, person, state, changed_at, content, digest, prev_hash, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (AlertJournal.Entry entry : entries) {
            Alert alert = entry.alert();
            var row = new AlertRow(
                    head.entries() + 1,
                    alert.id(),
                    alert.person().value(),
                    alert.state().code(),
                    alert.changedAt().toEpochMilli());
            AlertContent.Sealed sealed = contents.close(session, row, entry);
            var next = new Head(row.id(), hash(head.hash(), row, sealed.digest()));
            insert.setLong(1, row.id());
            insert.setString(2, row.alert());
            insert.setString(3, row.person());
            insert.setString(4, row.state());
            insert.setLong(5, row.changedAt());
            insert.setBytes(6, sealed.content());
            insert.setBytes(7, sealed.digest());
            insert.setBytes(8, head.hash());
            insert.setBytes(9, next.hash());
            insert.executeUpdate();
            head = next;
        }
        write(session, head);
    }

    /** Goes the way of an entry short of the record. */
    void rehearse(AlertJournal.Entry entry) {
        Alert alert = entry.alert();
        var row = new AlertRow(
                1,
                alert.id(),
                alert.person().value(),
                alert.state().code(),
                alert.changedAt().toEpochMilli());
        byte[] digest = contents.rehearse(entry);
        hash(digest, row, digest);
    }

    private static void write(Session session, Head head) throws SQLException {
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
        PreparedStatement select =
                session.prepare("SELECT " + AlertContent.COLUMNS + ", prev_hash, hash FROM alert_entry ORDER BY id");
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long expected = at.entries() + 1;
                AlertRow row = AlertRow.of(rows);
                if (row.id() != expected) {
                    throw broken(file, expected, "it is missing");
                }
                byte[] hash = hash(at.hash(), row, rows.getBytes(6), rows.getBytes(7));
                if (!Arrays.equals(rows.getBytes(8), at.hash()) || !Arrays.equals(rows.getBytes(9), hash)) {
                    throw broken(file, expected, "its hash does not fit");
                }
                contentFault(session, rows, row).ifPresent(fault -> {
                    throw broken(file, expected, fault);
                });
                at = new Head(expected, hash);
            }
        }
        Head head = head(session);
        if (head.entries() != at.entries() || !Arrays.equals(head.hash(), at.hash())) {
            throw broken(file, at.entries() + 1, "the end of the journal was cut off");
        }
        return at.entries();
    }

    /** A content whose key is not to be had says nothing; the columns are covered by the hash all the same. */
    private Optional<String> contentFault(Session session, ResultSet rows, AlertRow row) throws SQLException {
        try {
            Alert alert = contents.open(session, rows).alert();
            boolean repeats = alert.id().equals(row.alert())
                    && alert.person().value().equals(row.person())
                    && alert.state().code().equals(row.state())
                    && alert.changedAt().toEpochMilli() == row.changedAt();
            return repeats ? Optional.empty() : Optional.of("its index columns were changed");
        } catch (KeyLockedException e) {
            return Optional.empty();
        } catch (UnreadableException e) {
            return Optional.of("its content was changed");
        }
    }

    /**
     * Seals the contents of before: verifies the chain as it is, then links all of it anew, because the old hashes ran over the contents
     * themselves. The old head is kept in {@code meta}. A broken chain is left as it is, so that it still tells where.
     */
    void sealOlder(Session session, String file) throws SQLException {
        if (session.number("SELECT 1 FROM alert_entry WHERE digest IS NULL LIMIT 1")
                .isEmpty()) {
            return;
        }
        verify(session, file);
        PreparedStatement remember =
                session.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('alert_head_before_sealing', ?)");
        Head before = head(session);
        remember.setString(1, before.entries() + " " + HexFormat.of().formatHex(before.hash()));
        remember.executeUpdate();
        Head at = new Head(0, genesis(session));
        PreparedStatement update =
                session.prepare("UPDATE alert_entry SET content = ?, digest = ?, prev_hash = ?, hash = ? WHERE id = ?");
        for (long id = 1; id <= before.entries(); id++) {
            PreparedStatement select =
                    session.prepare("SELECT " + AlertContent.COLUMNS + " FROM alert_entry WHERE id = ?");
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                AlertRow row = AlertRow.of(rows);
                AlertContent.Sealed sealed = rows.getBytes(7) != null
                        ? new AlertContent.Sealed(rows.getBytes(6), rows.getBytes(7))
                        : contents.close(session, row, contents.open(session, rows));
                byte[] hash = hash(at.hash(), row, sealed.digest());
                update.setBytes(1, sealed.content());
                update.setBytes(2, sealed.digest());
                update.setBytes(3, at.hash());
                update.setBytes(4, hash);
                update.setLong(5, id);
                update.executeUpdate();
                at = new Head(id, hash);
            }
        }
        write(session, at);
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

    /** An entry of before has no digest: its hash runs over its content. */
    private static byte[] hash(byte[] previous, AlertRow row, byte[] content, byte[] digest) {
        if (digest != null) {
            return hash(previous, row, digest);
        }
        MessageDigest sha256 = sha256();
        sha256.update(previous);
        return sha256.digest(content == null ? new byte[0] : content);
    }

    private static byte[] hash(byte[] previous, AlertRow row, byte[] digest) {
        MessageDigest sha256 = sha256();
        sha256.update(previous);
        sha256.update(row.octets());
        return sha256.digest(digest);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return the person of an alert by number, given one if need be} */
    static long person(Session session, PersonId person) throws SQLException {
        return new Names.Register().id(session, person.value());
    }
}
