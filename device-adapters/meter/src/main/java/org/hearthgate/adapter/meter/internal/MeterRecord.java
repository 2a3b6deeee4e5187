package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/** What the home's record has of one meter, read anew for each connection. One thread: the dialogue's. */
final class MeterRecord {
    private static final int MOST = 100_000;
    private static final int LAST_SEQUENCE = 0xFFFF;
    private static final int AROUND_THE_WRAP = 0x100;
    private static final long DAY_EVENTS = 1L << 56;

    private final Set<Long> identities = new HashSet<>();
    private final OptionalInt lastSequence;

    private MeterRecord(List<StoredObservation> rows) {
        long lastPosition = 0;
        OptionalInt last = OptionalInt.empty();
        for (StoredObservation row : rows) {
            long identity = row.observation().origin().sequence().orElse(DAY_EVENTS);
            if (identity >= DAY_EVENTS) {
                continue;
            }
            identities.add(identity);
            if (row.position() > lastPosition) {
                lastPosition = row.position();
                last = OptionalInt.of(MeterMeasurement.sequenceOf(identity));
            }
        }
        lastSequence = last;
    }

    static MeterRecord read(ObservationStore store, HubClock clock, MeterSettings settings) {
        Instant now = clock.now();
        return new MeterRecord(store
                .window(ObservationQuery.of(
                                settings.person(),
                                now.minus(settings.history()).minus(Duration.ofDays(1)),
                                now.plus(Duration.ofDays(1)),
                                ObservationKind.CAPILLARY_GLUCOSE,
                                ObservationKind.KETONE,
                                ObservationKind.DEVICE_EVENT)
                        .newest(MOST))
                .stream()
                .filter(row -> row.observation().device().equals(settings.device())
                        && row.observation().origin().provenance().adapter().equals(MeterAdapter.NAME))
                .toList());
    }

    /** {@return the number of the record that was committed last} */
    OptionalInt lastSequence() {
        return lastSequence;
    }

    /** Numbers that are missing, both included. */
    record Hole(int lowest, int highest) {}

    /**
     * {@return where numbers are missing among those that are known since the meter began to count last, oldest first}
     *
     * @param more identities that are on their way into the record
     */
    List<Hole> holes(Collection<Long> more) {
        var known = new TreeSet<>(identities);
        known.addAll(more);
        var holes = new ArrayList<Hole>();
        int before = -1;
        for (long identity : known) {
            int sequence = MeterMeasurement.sequenceOf(identity);
            if (before > LAST_SEQUENCE - AROUND_THE_WRAP && sequence < AROUND_THE_WRAP) {
                add(holes, before + 1, LAST_SEQUENCE);
                add(holes, 0, sequence - 1);
            } else if (sequence <= before) {
                holes.clear(); // it began to count anew
            } else if (before >= 0) {
                add(holes, before + 1, sequence - 1);
            }
            before = sequence;
        }
        return holes;
    }

    private static void add(List<Hole> holes, int lowest, int highest) {
        if (lowest <= highest) {
            holes.add(new Hole(lowest, highest));
        }
    }

    boolean has(long identity) {
        return identities.contains(identity);
    }
}
