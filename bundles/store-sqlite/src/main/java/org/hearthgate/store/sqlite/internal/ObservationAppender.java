package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.store.sqlite.internal.years.RolledUp;

/**
 * Puts batches of observations into the record. It numbers the positions itself, so that a row costs one statement; only a duplicate
 * costs a second one, to find the row that is there. Used under the writer's lock.
 */
public final class ObservationAppender {
    private static final String INSERT = "INSERT INTO observation"
            + " (position, person, kind, device, adapter, measured_at, received_at, sequence, payload, raw_type, raw)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String FIND_BY_NUMBER = "SELECT position FROM observation"
            + " WHERE person = ? AND kind = ? AND device = ? AND sequence = ? AND sequence IS NOT NULL";
    private static final String FIND_BY_TIME = "SELECT position FROM observation"
            + " WHERE person = ? AND kind = ? AND device = ? AND measured_at = ? AND sequence IS NULL";

    private final RowSeal seal;
    private final PayloadCodec codec;
    private final RolledUp rolledUp;
    private final Names.Register names = new Names.Register();
    private volatile long lastPosition;

    ObservationAppender(RowSeal seal, PayloadCodec codec, RolledUp rolledUp, long lastPosition) {
        this.seal = seal;
        this.codec = codec;
        this.rolledUp = rolledUp;
        this.lastPosition = lastPosition;
    }

    /** {@return the highest position that is durable; any thread} */
    long lastPosition() {
        return lastPosition;
    }

    /** {@return the work of one transaction} */
    public Writer.Work<List<Receipt>> append(List<Observation> batch) {
        return new Append(batch);
    }

    private final class Append implements Writer.Work<List<Receipt>> {
        private final List<Observation> batch;
        private long position;

        private Append(List<Observation> batch) {
            this.batch = batch;
        }

        @Override
        public List<Receipt> run(Session session) throws SQLException {
            position = lastPosition;
            var receipts = new ArrayList<Receipt>(batch.size());
            for (Observation observation : batch) {
                RowFacts row = facts(session, observation);
                OptionalLong standsFor = rolledUp.find(session, row);
                if (standsFor.isPresent()) {
                    receipts.add(new Receipt.Duplicate(standsFor.getAsLong()));
                } else if (insert(session, row, observation)) {
                    position = row.position();
                    receipts.add(new Receipt.Stored(position));
                } else {
                    receipts.add(new Receipt.Duplicate(find(session, row)));
                }
            }
            return receipts;
        }

        private RowFacts facts(Session session, Observation observation) throws SQLException {
            Origin origin = observation.origin();
            return new RowFacts(
                    position + 1,
                    names.id(session, origin.person().value()),
                    names.id(session, observation.kind().code()),
                    names.id(session, origin.device().value()),
                    names.id(session, origin.provenance().adapter()),
                    origin.measuredAt().toEpochMilli(),
                    origin.receivedAt().toEpochMilli(),
                    origin.sequence());
        }

        @Override
        public void committed() {
            lastPosition = position;
        }

        @Override
        public void rolledBack() {
            names.forget();
        }
    }

    private boolean insert(Session session, RowFacts row, Observation observation) throws SQLException {
        Optional<RawForm> raw = observation.origin().provenance().raw();
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, row.position());
        insert.setLong(2, row.person());
        insert.setLong(3, row.kind());
        insert.setLong(4, row.device());
        insert.setLong(5, row.adapter());
        insert.setLong(6, row.measuredAt());
        insert.setLong(7, row.receivedAt());
        setLong(insert, 8, row.sequence());
        insert.setBytes(9, seal.close(session, row, RowSeal.Part.PAYLOAD, codec.encode(observation)));
        if (raw.isPresent()) {
            long type = names.id(session, raw.get().mediaType());
            insert.setLong(10, type);
            insert.setBytes(
                    11, seal.close(session, row, RowSeal.Part.RAW, raw.get().octets()));
        } else {
            insert.setNull(10, Types.INTEGER);
            insert.setNull(11, Types.BLOB);
        }
        return insert.executeUpdate() == 1;
    }

    private static void setLong(PreparedStatement statement, int index, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(index, value.getAsLong());
        } else {
            statement.setNull(index, Types.INTEGER);
        }
    }

    private static long find(Session session, RowFacts row) throws SQLException {
        boolean numbered = row.sequence().isPresent();
        PreparedStatement select = session.prepare(numbered ? FIND_BY_NUMBER : FIND_BY_TIME);
        select.setLong(1, row.person());
        select.setLong(2, row.kind());
        select.setLong(3, row.device());
        select.setLong(4, numbered ? row.sequence().getAsLong() : row.measuredAt());
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException(
                        "position " + row.position() + " is taken: the numbering of the record is broken");
            }
            return rows.getLong(1);
        }
    }
}
