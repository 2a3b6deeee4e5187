package org.hearthgate.web.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/**
 * The newest reading a person can be shown, and which way it goes.
 *
 * @param latest empty when there never was one
 * @param trend empty when nothing justifies an arrow
 */
record RecentGlucose(Optional<GlucoseReading> latest, Optional<GlucoseTrend> trend) {
    /** Of two sensors and their average, each a third. */
    private static final int MOST = 120;

    private static final Duration LOOK_BACK = Duration.ofHours(24);

    static RecentGlucose of(ObservationStore store, PersonId person, Instant now) {
        Instant until = now.plus(Snapshot.FUTURE_TOLERANCE);
        List<GlucoseReading> readings = tail(store, person, now);
        if (!readings.isEmpty()) {
            return new RecentGlucose(Optional.of(readings.get(readings.size() - 1)), trend(readings, until));
        }
        // the very last may be a test of the alarm: some more are looked at
        Optional<GlucoseReading> old = store
                .window(ObservationQuery.of(person, Instant.EPOCH, until, ObservationKind.GLUCOSE)
                        .newest(MOST))
                .stream()
                .map(StoredObservation::observation)
                .map(GlucoseReading.class::cast)
                .filter(reading -> isShown(reading, until))
                .findFirst();
        return new RecentGlucose(old, Optional.empty());
    }

    /** {@return the newest readings a person can be shown, ascending} */
    static List<GlucoseReading> tail(ObservationStore store, PersonId person, Instant now) {
        Instant until = now.plus(Snapshot.FUTURE_TOLERANCE);
        return store
                .window(ObservationQuery.of(person, now.minus(LOOK_BACK), until, ObservationKind.GLUCOSE)
                        .newest(MOST))
                .stream()
                .map(StoredObservation::observation)
                .map(GlucoseReading.class::cast)
                .filter(reading -> isShown(reading, until))
                .sorted(Comparator.comparing(GlucoseReading::measuredAt))
                .toList();
    }

    /** {@return whether a person may be shown this as theirs: in their one series, no test of the alarm path, nothing from the future} */
    static boolean isShown(GlucoseReading reading, Instant until) {
        return !reading.quality().has(Doubt.Flag.TEST)
                && !reading.quality().has(Doubt.Flag.ASIDE)
                && !reading.measuredAt().isAfter(until);
    }

    /** {@return the trend of the readings; failing that, what the sensor itself says} */
    static Optional<GlucoseTrend> trend(List<GlucoseReading> readings, Instant until) {
        GlucoseReading last = readings.get(readings.size() - 1);
        if (last.bound() != Bound.EXACT) {
            return Optional.empty();
        }
        return GlucoseTrend.of(readings, until)
                .or(() -> last.trendMgPerDlPerMin().isPresent()
                        ? Optional.of(new GlucoseTrend(
                                last.trendMgPerDlPerMin().getAsDouble(),
                                GlucoseTrend.Arrow.of(last.trendMgPerDlPerMin().getAsDouble())))
                        : Optional.empty());
    }
}
