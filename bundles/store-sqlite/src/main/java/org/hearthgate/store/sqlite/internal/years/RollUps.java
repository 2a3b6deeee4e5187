package org.hearthgate.store.sqlite.internal.years;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.store.sqlite.internal.RowFacts;
import org.hearthgate.store.sqlite.internal.Session;
import org.hearthgate.store.sqlite.internal.SqliteRecord;

/**
 * Rolls old heart rates and steps up, hour by hour and device by device. What it reads it reads beside the writer; under the writer's lock
 * it only deletes at most {@value #MOST} rows and appends what stands for them, in one transaction: after a crash either the rows are there
 * or their roll-up, never both. A roll-up is never changed: what comes later for its hour becomes a further one.
 */
final class RollUps implements Sweep {
    static final int MOST = 128;
    private static final List<ObservationKind> KINDS = List.of(ObservationKind.HEART_RATE, ObservationKind.STEP_COUNT);

    private final SqliteRecord record;
    private final Bounds bounds;
    private final ArrayDeque<Lane> lanes = new ArrayDeque<>();
    private boolean begun;
    private long after = Long.MIN_VALUE;

    /** Rows of some hours, and from where to go on once they are dealt with. */
    private record Found(Map<HourKey, List<Member>> hours, long next, boolean laneEnds) {}

    RollUps(SqliteRecord record, Bounds bounds) {
        this.record = record;
        this.bounds = bounds;
    }

    @Override
    public Step step() {
        if (!begun) {
            lanes.addAll(record.readers().read("look for old rows", this::lanes));
            begun = true;
        }
        while (!lanes.isEmpty()) {
            Lane lane = lanes.peek();
            Found found = record.readers().read("look for old rows", session -> find(session, lane));
            if (!found.hours().isEmpty()) {
                var work = new RollUpBatch(record.appender(), record.rolledUp(), found.hours());
                Optional<Integer> done = record.writer().transactIfIdle("roll up old rows", record.sealing(work));
                if (done.isEmpty()) {
                    return Step.BUSY;
                }
            }
            after = found.next();
            if (found.laneEnds()) {
                lanes.remove();
                after = Long.MIN_VALUE;
            }
            if (!found.hours().isEmpty()) {
                return Step.WORKED;
            }
        }
        return Step.DONE;
    }

    private List<Lane> lanes(Session session) throws SQLException {
        var all = new ArrayList<Lane>();
        for (long person : Lane.persons(session)) {
            for (ObservationKind kind : KINDS) {
                if (bounds.retention().rolledUp(kind).isPresent()) {
                    all.add(new Lane(person, kind, record.kindId(kind), false));
                    all.add(new Lane(person, kind, record.kindId(kind), true));
                }
            }
        }
        return all;
    }

    private Found find(Session session, Lane lane) throws SQLException {
        Duration kept = bounds.retention().rolledUp(lane.kind()).orElseThrow();
        long until = Math.floorDiv(bounds.before(kept).toEpochMilli(), HourKey.MILLIS) * HourKey.MILLIS;
        var hours = new LinkedHashMap<HourKey, List<Member>>();
        int count = 0;
        long last = after;
        try (ResultSet rows = lane.rows(session, after, until, MOST).executeQuery()) {
            while (rows.next()) {
                count++;
                last = rows.getLong("measured_at");
                Optional<Member> member = member(session, rows, kept);
                if (member.isPresent()) {
                    RowFacts row = member.get().row();
                    var key = new HourKey(row.person(), row.kind(), row.device(), HourKey.of(row.measuredAt()));
                    hours.computeIfAbsent(key, none -> new ArrayList<>()).add(member.get());
                }
            }
        }
        boolean ends = count < MOST;
        return ends ? new Found(hours, last, true) : wholeHours(hours, last);
    }

    /** The last hour may go on beyond what was read; it waits for the next step, unless it alone is as much as a step may do. */
    private Found wholeHours(Map<HourKey, List<Member>> hours, long last) {
        long lastHour = HourKey.of(last);
        long boundary = lastHour * HourKey.MILLIS;
        if (boundary <= after) {
            return new Found(hours, last, false);
        }
        hours.keySet().removeIf(key -> key.hour() == lastHour);
        return new Found(hours, boundary, false);
    }

    /** {@return the row if it may go; a doubtful one stays as it is, no mean is made of it} */
    private Optional<Member> member(Session session, ResultSet row, Duration kept) throws SQLException {
        long number = row.getLong("sequence");
        OptionalLong sequence = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        var facts = new RowFacts(
                row.getLong("position"),
                row.getLong("person"),
                row.getLong("kind"),
                row.getLong("device"),
                row.getLong("adapter"),
                row.getLong("measured_at"),
                row.getLong("received_at"),
                sequence);
        if (!bounds.released(facts.position(), Instant.ofEpochMilli(facts.measuredAt()), kept)) {
            return Optional.empty();
        }
        return record.rows()
                .read(session, row, false)
                .map(StoredObservation::observation)
                .filter(it -> it.quality().doubts().stream().allMatch(doubt -> doubt.flag() == Doubt.Flag.LATE))
                .map(it -> new Member(facts, it));
    }
}
