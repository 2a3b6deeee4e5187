package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * What looks like pressure on the sensor waits for one reading more, and for no longer than it takes to arrive: if none comes within six
 * minutes, nothing is waited for. Below 55 mg/dL nothing waits at all.
 */
enum Pressure {
    /** Nothing to wait for. */
    NONE,
    /** The next reading decides. */
    WAITS,
    /** It has waited its one reading. */
    WAITED;

    static final double SURE_ABOVE = 0.8;
    static final double NEVER_BELOW_MG_PER_DL = 55;
    private static final Duration ONE_READING = Duration.ofMinutes(4); // of a five-minute sensor; more of a faster one
    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final Duration WORTH_SAYING = Duration.ofMinutes(20);

    /** {@return how it stands with a reading that would call because of what it says, beginning with the first that said it} */
    static Pressure on(Snapshot snapshot, Predicate<GlucoseReading> calls) {
        List<GlucoseReading> newestFirst = Series.upTo(snapshot);
        if (newestFirst.isEmpty() || isTooLow(newestFirst.get(0))) {
            return NONE;
        }
        GlucoseReading first = null;
        for (GlucoseReading reading : newestFirst) {
            if (!calls.test(reading)) {
                break;
            }
            first = reading;
        }
        if (first == null || isTooLow(first) || !suspected(first)) {
            return NONE;
        }
        boolean another =
                !newestFirst.get(0).measuredAt().isBefore(first.measuredAt().plus(ONE_READING));
        Duration waited = Duration.between(first.measuredAt(), snapshot.asOf());
        if (another || waited.compareTo(LONGEST) > 0) {
            return waited.compareTo(WORTH_SAYING) > 0 ? NONE : WAITED;
        }
        return WAITS;
    }

    /** {@return the same for a movement: the first suspected reading of those that lead up to the newest} */
    static boolean holdsBackMovement(Snapshot snapshot) {
        return on(snapshot, Pressure::suspected) == WAITS;
    }

    static boolean suspected(GlucoseReading reading) {
        return reading.quality()
                .doubt(Doubt.Flag.COMPRESSION_SUSPECTED)
                .filter(doubt -> doubt.measures().getOrDefault("probability", 0.0) > SURE_ABOVE)
                .isPresent();
    }

    private static boolean isTooLow(GlucoseReading reading) {
        return reading.mgPerDl() < NEVER_BELOW_MG_PER_DL || reading.bound() == Bound.BELOW_RANGE;
    }

    String sentence() {
        return this == WAITED ? "It was held back one reading: it looked like pressure on the sensor." : "";
    }
}
