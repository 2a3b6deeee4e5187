package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals anew, step by step, what is under no key yet or under a retired one, and then lets the retired keys go. What to do is looked up by
 * a reader; one step is one small transaction, so that a reading never waits for more than that. Where it stands is in {@code meta}, so
 * a crash costs nothing but the step.
 */
final class Resealing {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    /** A few milliseconds under the lock. */
    static final int ROWS_A_STEP = 64;

    private static final int LOOKED_AT = 4096;
    private static final String TASK = "seal rows anew";
    private static final String WHERE = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reseal'";

    private final Writer writer;
    private final Readers readers;
    private final PersonKeys keys;
    private final RowSeal seal;
    private final AlertContent contents;
    private final AlertChain chain;
    private final Quarantine quarantine;
    private final ReceiptTable receipts;
    private final DamagedRows damaged;
    private final String file;

    Resealing(
            Writer writer,
            Readers readers,
            PersonKeys keys,
            RowSeal seal,
            AlertContent contents,
            Quarantine quarantine,
            ReceiptTable receipts,
            DamagedRows damaged,
            String file) {
        this.writer = writer;
        this.readers = readers;
        this.keys = keys;
        this.seal = seal;
        this.contents = contents;
        this.quarantine = quarantine;
        this.receipts = receipts;
        this.damaged = damaged;
        this.file = file;
        chain = new AlertChain(contents);
    }

    private record Found(List<Long> positions, long lookedUpTo) {}

    /** In a transaction: begins again from the first row. */
    static void begin(Session session) throws SQLException {
        at(session, 0);
    }

    private static void at(Session session, long position) throws SQLException {
        PreparedStatement put = session.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('reseal', ?)");
        put.setString(1, Long.toString(position));
        put.executeUpdate();
    }

    /** {@return whether there is anything to do} */
    boolean isDue() {
        return readers.read(TASK, session -> session.number(WHERE)).isPresent();
    }

    /** Begins again if keys are left from a time when something was in the way; for the start. */
    void beginIfKeysAreLeft() {
        boolean left = readers.read(TASK, session -> !retired(session).isEmpty());
        if (left && !isDue()) {
            writer.transact(TASK, session -> {
                begin(session);
                return null;
            });
        }
    }

    /** Does a little. {@return whether there may be more to do} */
    boolean step() {
        OptionalLong from = readers.read(TASK, session -> session.number(WHERE));
        if (from.isEmpty()) {
            return false;
        }
        Optional<Found> found = readers.read(TASK, session -> find(session, from.getAsLong()));
        if (found.isPresent()) {
            writer.transact(TASK, keys.within(session -> {
                for (long position : found.get().positions()) {
                    row(session, position);
                }
                at(session, found.get().lookedUpTo());
                return null;
            }));
            return true;
        }
        finish();
        return false;
    }

    private static Set<Long> retired(Session session) throws SQLException {
        var numbers = new HashSet<Long>();
        for (KeyTable.Row row : KeyTable.all(session)) {
            if (row.retired()) {
                numbers.add(row.number());
            }
        }
        return numbers;
    }

    /** {@return what the next step does; empty when every row was looked at} */
    private static Optional<Found> find(Session session, long from) throws SQLException {
        Set<Long> retired = retired(session);
        PreparedStatement select = session.prepare("SELECT position, substr(payload, 1, 10), substr(raw, 1, 10)"
                + " FROM observation WHERE position > ? ORDER BY position LIMIT " + LOOKED_AT);
        select.setLong(1, from);
        var positions = new ArrayList<Long>();
        long last = from;
        try (ResultSet rows = select.executeQuery()) {
            while (positions.size() < ROWS_A_STEP && rows.next()) {
                last = rows.getLong(1);
                if (isOld(rows.getBytes(2), retired) || isOld(rows.getBytes(3), retired)) {
                    positions.add(last);
                }
            }
        }
        return last == from ? Optional.empty() : Optional.of(new Found(positions, last));
    }

    private static boolean isOld(byte[] head, Set<Long> retired) {
        if (head == null || head.length == 0) {
            return false;
        }
        OptionalLong key = BlobSeal.keyNumber(head);
        return head[0] == ChecksumSeal.MARK || key.isPresent() && retired.contains(key.getAsLong());
    }

    private void row(Session session, long position) throws SQLException {
        PreparedStatement select = session.prepare("SELECT " + ObservationRows.COLUMNS + ObservationRows.RAW_COLUMNS
                + " FROM observation WHERE position = ?");
        select.setLong(1, position);
        RowFacts facts;
        byte[] payload;
        byte[] raw;
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return; // erased meanwhile
            }
            facts = ObservationRows.facts(row);
            payload = row.getBytes(9);
            raw = row.getBytes(11);
        }
        PreparedStatement update = session.prepare("UPDATE observation SET payload = ?, raw = ? WHERE position = ?");
        update.setBytes(1, anew(session, facts, RowSeal.Part.PAYLOAD, payload));
        if (raw == null) {
            update.setNull(2, Types.BLOB);
        } else {
            update.setBytes(2, anew(session, facts, RowSeal.Part.RAW, raw));
        }
        update.setLong(3, position);
        update.executeUpdate();
    }

    /** What cannot be opened stays as it is. */
    private byte[] anew(Session session, RowFacts facts, RowSeal.Part part, byte[] sealed) throws SQLException {
        try {
            return seal.close(session, facts, part, seal.open(session, facts, part, sealed));
        } catch (KeyLockedException e) {
            return sealed;
        } catch (UnreadableException e) {
            damaged.leftOut("observation " + facts.position(), e);
            return sealed;
        }
    }

    private void finish() {
        Set<Long> retired = readers.read(TASK, Resealing::retired);
        boolean more = true;
        while (more) {
            more = writer.transact(TASK, keys.within(session -> quarantine.sealOne(session, retired)));
        }
        journal(retired);
        receipts(retired);
        Set<Long> unused = readers.read(TASK, session -> unused(session, retired));
        writer.transact(TASK, session -> {
            for (long number : unused) {
                KeyTable.remove(session, number);
            }
            session.prepare("DELETE FROM meta WHERE key = 'reseal'").executeUpdate();
            return null;
        });
        keys.forget(unused);
        LOG.info("Everything is sealed under present keys; {} older keys were removed", unused.size());
    }

    private void journal(Set<Long> retired) {
        try {
            writer.transact("seal the alert journal", keys.within(session -> {
                chain.sealOlder(session, file);
                return null;
            }));
        } catch (StoreException | KeyLockedException e) {
            LOG.error("The alert journal stays as it is: {}", e.getMessage());
            return;
        }
        for (long id : readers.read(TASK, session -> journalEntries(session, retired))) {
            writer.transact(TASK, keys.within(session -> {
                entry(session, id);
                return null;
            }));
        }
    }

    private void receipts(Set<Long> retired) {
        OptionalLong reached = OptionalLong.of(0);
        while (reached.isPresent()) {
            long after = reached.getAsLong();
            reached = writer.transact(
                    TASK, keys.within(session -> receipts.sealSome(session, retired, after, ROWS_A_STEP)));
        }
    }

    private static List<Long> journalEntries(Session session, Set<Long> retired) throws SQLException {
        var ids = new ArrayList<Long>();
        PreparedStatement select = session.prepare("SELECT id, substr(content, 1, 10) FROM alert_entry ORDER BY id");
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                if (isOld(rows.getBytes(2), retired)) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }

    private void entry(Session session, long id) throws SQLException {
        PreparedStatement select = session.prepare("SELECT " + AlertContent.COLUMNS + " FROM alert_entry WHERE id = ?");
        select.setLong(1, id);
        try (ResultSet rows = select.executeQuery()) {
            rows.next();
            byte[] content = contents.closeAgain(session, AlertRow.of(rows), rows.getBytes(6));
            PreparedStatement update = session.prepare("UPDATE alert_entry SET content = ? WHERE id = ?");
            update.setBytes(1, content);
            update.setLong(2, id);
            update.executeUpdate();
        } catch (KeyLockedException e) {
            LOG.debug("Alert entry {} stays as it is", id, e);
        } catch (UnreadableException e) {
            damaged.leftOut("alert entry " + id, e);
        }
    }

    /** Looked up in the blobs themselves: a key is never let go by arithmetic. */
    private static Set<Long> unused(Session session, Set<Long> retired) throws SQLException {
        var unused = new HashSet<>(retired);
        if (unused.isEmpty()) {
            return unused;
        }
        for (String heads : List.of(
                "SELECT substr(payload, 1, 10) FROM observation",
                "SELECT substr(raw, 1, 10) FROM observation WHERE raw IS NOT NULL",
                "SELECT substr(content, 1, 10) FROM alert_entry",
                "SELECT substr(sealed, 1, 10) FROM quarantine WHERE sealed IS NOT NULL",
                "SELECT substr(sealed, 1, 10) FROM receipt")) {
            try (ResultSet rows = session.prepare(heads).executeQuery()) {
                while (rows.next()) {
                    byte[] head = rows.getBytes(1);
                    BlobSeal.keyNumber(head == null ? new byte[0] : head).ifPresent(unused::remove);
                }
            }
        }
        return unused;
    }

    /** {@return how many rows are still to be sealed anew, looking at each} */
    long rowsLeft() {
        return readers.read("count what is to be sealed anew", session -> {
            Set<Long> retired = retired(session);
            long left = 0;
            try (ResultSet rows = session.prepare("SELECT substr(payload, 1, 10), substr(raw, 1, 10) FROM observation")
                    .executeQuery()) {
                while (rows.next()) {
                    if (isOld(rows.getBytes(1), retired) || isOld(rows.getBytes(2), retired)) {
                        left++;
                    }
                }
            }
            return left;
        });
    }
}
