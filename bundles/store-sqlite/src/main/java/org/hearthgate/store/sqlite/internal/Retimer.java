package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Retiming;
import org.hearthgate.api.store.StoredObservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right, step by step, the times of rows that the hub stamped while it did not know the time. What to do is looked up by a reader; one
 * step is one small transaction. A row tells itself whether it is still to be moved, so that neither a crash nor a restore moves one twice.
 */
final class Retimer {
    private static final Logger LOG = LoggerFactory.getLogger(Retimer.class);
    /** A few milliseconds under the lock. */
    static final int ROWS_A_STEP = 64;

    private static final String TASK = "put times of the record right";
    /** One identity, one row: a place that is taken already is given way to, by the least that can be. */
    private static final int MOST_PLACES = 1000;

    private static final String ORDER = "INSERT OR IGNORE INTO retiming"
            + " (after_position, stamped_from, stamped_until, until_position, by_millis) VALUES (?, ?, ?, ?, ?)";
    private static final String NEXT =
            "SELECT after_position, until_position, stamped_from, stamped_until, by_millis, reached FROM retiming"
                    + " WHERE done = 0 ORDER BY after_position DESC, stamped_from DESC LIMIT 1";
    private static final String FIND = "SELECT position FROM observation WHERE position > ? AND position <= ?"
            + " AND received_at >= ? AND received_at < ? ORDER BY position %s LIMIT " + ROWS_A_STEP;
    private static final String READ =
            "SELECT " + ObservationRows.COLUMNS + ObservationRows.RAW_COLUMNS + " FROM observation WHERE position = ?";
    private static final String MOVE =
            "UPDATE OR IGNORE observation SET measured_at = ?, received_at = ?, payload = ?, raw = ? WHERE position = ?";

    private final Writer writer;
    private final Readers readers;
    private final PersonKeys keys;
    private final ObservationRows rows;
    private final RowSeal seal;
    private final PayloadCodec codec;

    Retimer(Writer writer, Readers readers, PersonKeys keys, ObservationRows rows, RowSeal seal, PayloadCodec codec) {
        this.writer = writer;
        this.readers = readers;
        this.keys = keys;
        this.rows = rows;
        this.seal = seal;
        this.codec = codec;
    }

    /**
     * A part with what is left of it.
     *
     * @param low position behind which it begins
     * @param high its last position
     */
    private record Pending(Retiming part, long low, long high) {
        boolean forward() {
            return !part.by().isNegative();
        }
    }

    /** Durable when it returns. */
    void order(List<Retiming> parts) {
        writer.transact("order times to be put right", session -> {
            PreparedStatement insert = session.prepare(ORDER);
            for (Retiming part : parts) {
                insert.setLong(1, part.after());
                insert.setLong(2, part.stampedFrom().toEpochMilli());
                insert.setLong(3, part.stampedUntil().toEpochMilli());
                insert.setLong(4, part.until());
                insert.setLong(5, part.by().toMillis());
                insert.executeUpdate();
            }
            return null;
        });
    }

    /** {@return whether rows are still to be put right} */
    boolean isDue() {
        return readers.read(TASK, Retimer::next).isPresent();
    }

    /** Does a little. {@return whether there may be more to do} */
    boolean step() {
        Optional<Pending> pending = readers.read(TASK, Retimer::next);
        if (pending.isEmpty()) {
            return false;
        }
        List<Long> found = readers.read(TASK, session -> find(session, pending.get()));
        writer.transact(TASK, keys.within(session -> {
            for (long position : found) {
                row(session, pending.get().part(), position);
            }
            reached(session, pending.get(), found);
            return null;
        }));
        return true;
    }

    private static Optional<Pending> next(Session session) throws SQLException {
        try (ResultSet found = session.prepare(NEXT).executeQuery()) {
            if (!found.next()) {
                return Optional.empty();
            }
            var part = new Retiming(
                    found.getLong(1),
                    found.getLong(2),
                    Instant.ofEpochMilli(found.getLong(3)),
                    Instant.ofEpochMilli(found.getLong(4)),
                    Duration.ofMillis(found.getLong(5)));
            long reached = found.getLong(6);
            if (found.wasNull()) {
                return Optional.of(new Pending(part, part.after(), part.until()));
            }
            return Optional.of(
                    part.by().isNegative()
                            ? new Pending(part, reached, part.until())
                            : new Pending(part, part.after(), reached - 1));
        }
    }

    /** The newest first where they move forward, so that none has to pass another one. */
    private static List<Long> find(Session session, Pending pending) throws SQLException {
        PreparedStatement select = session.prepare(FIND.formatted(pending.forward() ? "DESC" : "ASC"));
        select.setLong(1, pending.low());
        select.setLong(2, pending.high());
        select.setLong(3, pending.part().stampedFrom().toEpochMilli());
        select.setLong(4, pending.part().stampedUntil().toEpochMilli());
        var positions = new ArrayList<Long>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                positions.add(found.getLong(1));
            }
        }
        return positions;
    }

    private static void reached(Session session, Pending pending, List<Long> found) throws SQLException {
        PreparedStatement update = session.prepare(
                found.isEmpty()
                        ? "UPDATE retiming SET done = 1 WHERE after_position = ? AND stamped_from = ?"
                        : "UPDATE retiming SET reached = ?3 WHERE after_position = ?1 AND stamped_from = ?2");
        update.setLong(1, pending.part().after());
        update.setLong(2, pending.part().stampedFrom().toEpochMilli());
        if (found.isEmpty()) {
            LOG.info(
                    "The record up to position {} is put right by {}",
                    pending.part().until(),
                    pending.part().by());
        } else {
            update.setLong(3, found.get(found.size() - 1));
        }
        update.executeUpdate();
    }

    private void row(Session session, Retiming part, long position) throws SQLException {
        PreparedStatement select = session.prepare(READ);
        select.setLong(1, position);
        RowFacts facts;
        Optional<StoredObservation> stored;
        byte[] raw;
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return; // erased meanwhile
            }
            facts = ObservationRows.facts(row);
            stored = rows.read(session, row, false);
            raw = row.getBytes(11);
        }
        if (stored.isPresent()) {
            move(session, part, facts, stored.get().observation(), raw);
        }
    }

    private void move(Session session, Retiming part, RowFacts facts, Observation wrong, byte[] raw)
            throws SQLException {
        for (int aside = 0; aside < MOST_PLACES; aside++) {
            var place = new Retiming(
                    part.after(),
                    part.until(),
                    part.stampedFrom(),
                    part.stampedUntil(),
                    part.by().plusMillis(aside));
            Optional<Observation> right = place.apply(wrong);
            if (right.isEmpty() || moved(session, facts, right.get(), raw)) {
                return;
            }
        }
        LOG.warn(
                "Observation {} keeps the wrong time, because every place near its right one is taken",
                facts.position());
    }

    /** {@return false if another row has that identity} None that a roll-up stands for can: of doubtful rows none is made. */
    private boolean moved(Session session, RowFacts from, Observation right, byte[] raw) throws SQLException {
        var to = new RowFacts(
                from.position(),
                from.person(),
                from.kind(),
                from.device(),
                from.adapter(),
                right.measuredAt().toEpochMilli(),
                right.receivedAt().toEpochMilli(),
                from.sequence());
        PreparedStatement update = session.prepare(MOVE);
        update.setLong(1, to.measuredAt());
        update.setLong(2, to.receivedAt());
        update.setBytes(3, seal.close(session, to, RowSeal.Part.PAYLOAD, codec.encode(right)));
        update.setBytes(4, raw == null ? null : anew(session, from, to, raw));
        update.setLong(5, to.position());
        return update.executeUpdate() == 1;
    }

    /** A raw form that cannot be opened stays as it is; it costs nobody the reading. */
    private byte[] anew(Session session, RowFacts from, RowFacts to, byte[] raw) throws SQLException {
        try {
            return seal.close(session, to, RowSeal.Part.RAW, seal.open(session, from, RowSeal.Part.RAW, raw));
        } catch (UnreadableException e) {
            LOG.debug("The raw form of observation {} cannot be opened", from.position(), e);
            return raw;
        }
    }
}
