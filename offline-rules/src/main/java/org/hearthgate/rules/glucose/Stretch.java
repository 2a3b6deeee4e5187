package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.GlucoseReading;

/** For how long something has been true of every reading up to the newest, by the readings themselves; at most four hours are seen. */
final class Stretch {
    private Stretch() {}

    static Duration of(Snapshot snapshot, Predicate<GlucoseReading> holds) {
        List<GlucoseReading> newestFirst = Series.upTo(snapshot);
        GlucoseReading first = null;
        for (GlucoseReading reading : newestFirst) {
            if (!holds.test(reading)) {
                break;
            }
            first = reading;
        }
        return first == null
                ? Duration.ZERO
                : Duration.between(first.measuredAt(), newestFirst.get(0).measuredAt());
    }
}
