package org.hearthgate.store.sqlite.internal.years;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.store.sqlite.internal.Session;
import org.hearthgate.store.sqlite.internal.SqliteRecord;

/** Lets rows go that the home decided not to keep for ever. By default there are none. */
final class Expiry implements Sweep {
    private static final int MOST = 256;

    private final SqliteRecord record;
    private final Bounds bounds;
    private final ArrayDeque<Lane> lanes = new ArrayDeque<>();
    private boolean begun;
    private long after = Long.MIN_VALUE;

    private record Found(List<Long> positions, long last, boolean laneEnds) {}

    Expiry(SqliteRecord record, Bounds bounds) {
        this.record = record;
        this.bounds = bounds;
    }

    @Override
    public Step step() {
        if (!begun) {
            lanes.addAll(record.readers().read("look for expired rows", this::lanes));
            begun = true;
        }
        if (lanes.isEmpty()) {
            return Step.DONE;
        }
        Found found = record.readers().read("look for expired rows", session -> find(session, lanes.element()));
        if (!found.positions().isEmpty()) {
            Optional<Integer> done =
                    record.writer().transactIfIdle("drop expired rows", session -> drop(session, found.positions()));
            if (done.isEmpty()) {
                return Step.BUSY;
            }
        }
        after = found.last();
        if (found.laneEnds()) {
            lanes.remove();
            after = Long.MIN_VALUE;
        }
        return Step.WORKED;
    }

    private List<Lane> lanes(Session session) throws SQLException {
        var all = new ArrayList<Lane>();
        Map<ObservationKind, Duration> dropped = bounds.retention().dropped();
        if (!dropped.isEmpty()) {
            for (long person : Lane.persons(session)) {
                for (ObservationKind kind : dropped.keySet()) {
                    all.add(new Lane(person, kind, record.kindId(kind), false));
                    all.add(new Lane(person, kind, record.kindId(kind), true));
                }
            }
        }
        return all;
    }

    /** The configured days count here, budget or not: being short of space is no reason to forget a dose. */
    private Found find(Session session, Lane lane) throws SQLException {
        Duration kept = bounds.retention().dropped().get(lane.kind());
        long until = bounds.now().minus(kept).toEpochMilli();
        var positions = new ArrayList<Long>();
        long last = after;
        int looked = 0;
        try (ResultSet rows = lane.rows(session, after, until, MOST).executeQuery()) {
            while (rows.next()) {
                looked++;
                last = rows.getLong("measured_at");
                long position = rows.getLong("position");
                if (bounds.released(position, Instant.ofEpochMilli(last), kept)) {
                    positions.add(position);
                }
            }
        }
        return new Found(positions, last, looked < MOST);
    }

    private static int drop(Session session, List<Long> positions) throws SQLException {
        PreparedStatement delete = session.prepare("DELETE FROM observation WHERE position = ?");
        for (long position : positions) {
            delete.setLong(1, position);
            delete.executeUpdate();
        }
        return positions.size();
    }
}
