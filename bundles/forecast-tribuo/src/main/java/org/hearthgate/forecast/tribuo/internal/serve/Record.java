package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/** Reads a person's past from the record, a kind and some days at a time, so that years of heart beats never stand in memory. */
public final class Record {
    private static final Duration AT_ONCE = Duration.ofDays(3);
    private static final Duration SENSOR_REACH = Duration.ofDays(30);

    private final ObservationStore store;

    public Record(ObservationStore store) {
        this.store = store;
    }

    /** {@return the last days up to now, with heart rate and steps all the way, as training wants them} */
    public Past past(PersonId person, Instant now, int days) {
        var past = new Past();
        for (ObservationKind kind : Past.KINDS) {
            each(person, kind, now.minus(Duration.ofDays(days)), now, Long.MAX_VALUE, past::take);
        }
        return past;
    }

    /** Tells what a forecast looks at. @param upTo the position behind which nothing is told */
    void recent(PersonId person, Instant now, long upTo, Consumer<Observation> consumer) {
        for (ObservationKind kind : Past.KINDS) {
            each(person, kind, now.minus(reach(kind)), now.plus(Duration.ofHours(1)), upTo, consumer);
        }
        each(person, ObservationKind.SENSOR_ARTEFACT, now.minus(Duration.ofHours(2)), now, upTo, consumer);
    }

    private static Duration reach(ObservationKind kind) {
        return switch (kind) {
            case HEART_RATE, HEART_RATE_SUMMARY, SLEEP_EPISODE -> Duration.ofDays(Reach.HEART_RATE_DAYS);
            case STEP_COUNT -> Duration.ofDays(Reach.STEPS_DAYS);
            case DEVICE_EVENT -> SENSOR_REACH;
            default -> Duration.ofDays(Reach.LONGEST_DAYS);
        };
    }

    private void each(
            PersonId person,
            ObservationKind kind,
            Instant from,
            Instant until,
            long upTo,
            Consumer<Observation> consumer) {
        for (Instant part = from; part.isBefore(until); part = part.plus(AT_ONCE)) {
            Instant end = part.plus(AT_ONCE).isBefore(until) ? part.plus(AT_ONCE) : until;
            List<StoredObservation> rows = store.window(ObservationQuery.of(person, part, end, kind));
            rows.stream()
                    .filter(stored -> stored.position() <= upTo)
                    .map(StoredObservation::observation)
                    .sorted(Comparator.comparing(Observation::measuredAt))
                    .forEach(consumer);
        }
    }
}
