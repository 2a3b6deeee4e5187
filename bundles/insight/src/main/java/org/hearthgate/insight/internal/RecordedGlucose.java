package org.hearthgate.insight.internal;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.insight.internal.metrics.Series;

/** Reads a person's one series of glucose out of the record, day by day, so that of all observations only a day's is ever in memory. */
final class RecordedGlucose {
    /** A day of four sensors that read each minute; where there are more, the newest of the day count. */
    static final int MOST_A_DAY = 5_760;

    private static final Duration DAY = Duration.ofDays(1);

    private final ObservationStore store;

    RecordedGlucose(ObservationStore store) {
        this.store = store;
    }

    Series read(PersonId person, Instant from, Instant until) {
        var series = new Series.Builder();
        for (Instant day = from; day.isBefore(until); day = day.plus(DAY)) {
            Instant next = day.plus(DAY);
            Instant end = next.isBefore(until) ? next : until;
            var readings = store.window(ObservationQuery.of(person, day, end, ObservationKind.GLUCOSE)
                    .newest(MOST_A_DAY));
            for (int i = readings.size() - 1; i >= 0; i--) {
                take(readings.get(i), series);
            }
        }
        return series.build();
    }

    private static void take(StoredObservation stored, Series.Builder series) {
        Observation observation = stored.observation();
        if (observation instanceof GlucoseReading reading && !SelfTest.isDrill(reading) && isBelieved(reading)) {
            series.add(reading.measuredAt(), reading.mgPerDl());
        }
    }

    /** In the one series, and what a body's glucose was as far as anybody knows by now: also what came too late to alarm. */
    private static boolean isBelieved(GlucoseReading reading) {
        return reading.quality().doubts().stream()
                .map(Doubt::flag)
                .noneMatch(flag -> flag == Doubt.Flag.ASIDE || flag.forbidsAlarm() && flag != Doubt.Flag.LATE);
    }
}
