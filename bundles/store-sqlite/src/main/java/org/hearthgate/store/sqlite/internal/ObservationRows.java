package org.hearthgate.store.sqlite.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.StoredObservation;

/** Makes an observation of a row of the table {@code observation}. Thread-safe. */
public final class ObservationRows {
    /** What {@link #read} expects to have been selected, in this order. */
    public static final String COLUMNS =
            "position, person, kind, device, adapter, measured_at, received_at, sequence, payload";
    /** What it expects behind them if the raw form is wanted. */
    static final String RAW_COLUMNS = ", raw_type, raw";

    private final Names names;
    private final Map<Long, ObservationKind> kinds;
    private final RowSeal seal;
    private final PayloadCodec codec;
    private final DamagedRows damaged;

    ObservationRows(
            Names names, Map<Long, ObservationKind> kinds, RowSeal seal, PayloadCodec codec, DamagedRows damaged) {
        this.names = names;
        this.kinds = Map.copyOf(kinds);
        this.seal = seal;
        this.codec = codec;
        this.damaged = damaged;
    }

    /** {@return the observation, empty if the row cannot be understood; that is counted} */
    public Optional<StoredObservation> read(Session session, ResultSet row, boolean withRaw) throws SQLException {
        RowFacts facts = facts(row);
        try {
            Provenance provenance = withRaw ? provenance(session, row, facts) : provenance(session, facts);
            return Optional.of(new StoredObservation(facts.position(), observation(session, row, facts, provenance)));
        } catch (KeyLockedException e) {
            return Optional.empty(); // told by the keys, not as damage
        } catch (UnreadableException | IllegalArgumentException e) {
            damaged.leftOut("observation " + facts.position(), e);
            return Optional.empty();
        }
    }

    /**
     * Opens payload and raw form as {@link #read} does, but lets out what is wrong with them.
     *
     * @throws UnreadableException if either cannot be understood
     */
    void check(Session session, ResultSet row) throws SQLException {
        RowFacts facts = facts(row);
        Provenance provenance = provenance(session, facts);
        observation(session, row, facts, provenance);
        byte[] raw = row.getBytes(11);
        if (raw != null) {
            names.text(session, row.getLong(10));
            seal.open(session, facts, RowSeal.Part.RAW, raw);
        }
    }

    /** {@return what the first eight columns say} */
    static RowFacts facts(ResultSet row) throws SQLException {
        long number = row.getLong(8);
        OptionalLong sequence = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        return new RowFacts(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                sequence);
    }

    private Observation observation(Session session, ResultSet row, RowFacts facts, Provenance provenance)
            throws SQLException {
        ObservationKind kind = kinds.get(facts.kind());
        if (kind == null) {
            throw new UnreadableException("its kind " + facts.kind() + " is unknown to this hub");
        }
        byte[] sealed = row.getBytes(9);
        if (sealed == null) {
            throw new UnreadableException("it has no payload");
        }
        var bare = new Origin(
                new PersonId(names.text(session, facts.person())),
                new DeviceId(names.text(session, facts.device())),
                Instant.ofEpochMilli(facts.measuredAt()),
                Optional.empty(),
                Instant.ofEpochMilli(facts.receivedAt()),
                facts.sequence(),
                Quality.GOOD,
                provenance);
        return codec.decode(kind, bare, seal.open(session, facts, RowSeal.Part.PAYLOAD, sealed));
    }

    private Provenance provenance(Session session, RowFacts facts) throws SQLException {
        return Provenance.of(names.text(session, facts.adapter()));
    }

    /** A damaged raw form does not cost the reading. */
    private Provenance provenance(Session session, ResultSet row, RowFacts facts) throws SQLException {
        long type = row.getLong(10);
        byte[] sealed = row.getBytes(11);
        if (row.wasNull() || sealed == null) {
            return provenance(session, facts);
        }
        try {
            byte[] octets = seal.open(session, facts, RowSeal.Part.RAW, sealed);
            return Provenance.of(names.text(session, facts.adapter()), new RawForm(names.text(session, type), octets));
        } catch (KeyLockedException e) {
            return provenance(session, facts);
        } catch (UnreadableException e) {
            damaged.leftOut("raw form of observation " + facts.position(), e);
            return provenance(session, facts);
        }
    }
}
