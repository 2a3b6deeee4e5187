package org.hearthgate.rules.device;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * How often the person's sensor speaks, as far as a silence depends on it. A sensor that is read every quarter of an hour is not silent
 * after fifteen minutes; one that speaks every five and loses some is. So a sensor counts as slow only if it never came quicker.
 */
final class Cadence {
    private static final Duration NEVER_QUICKER = Duration.ofMinutes(12);
    private static final int LOOKED_AT = 6;
    private static final int FEWEST = 4;

    private Cadence() {}

    /** {@return whether every one of the last gaps of the sensor that spoke last was a quarter of an hour or so} Pure. */
    static boolean isQuarterHour(Snapshot snapshot) {
        GlucoseReading newer = null;
        int gaps = 0;
        for (int i = snapshot.glucose().size() - 1; i >= 0 && gaps < LOOKED_AT; i--) {
            GlucoseReading reading = snapshot.glucose().get(i);
            if (!counts(reading, snapshot.asOf())
                    || newer != null && !reading.device().equals(newer.device())) {
                continue;
            }
            if (newer != null) {
                if (Duration.between(reading.measuredAt(), newer.measuredAt()).compareTo(NEVER_QUICKER) < 0) {
                    return false;
                }
                gaps++;
            }
            newer = reading;
        }
        return gaps >= FEWEST;
    }

    /** Back-fill counts: what a sensor measured meanwhile shows how often it measures. */
    private static boolean counts(GlucoseReading reading, Instant asOf) {
        return !reading.measuredAt().isAfter(asOf) && !reading.quality().has(Doubt.Flag.TEST);
    }
}
