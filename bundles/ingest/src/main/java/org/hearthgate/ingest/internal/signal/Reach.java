package org.hearthgate.ingest.internal.signal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * Whether this device can say this number. {@link Doubt.Flag#IMPLAUSIBLE} silences alarms, so a number below the device's range is only
 * doubted while a reading of the last minutes contradicts it: what may be a deep low from a device that was configured wrongly, or one
 * whose "LOW" arrives as a number, wakes somebody.
 */
final class Reach {
    /** Devices tell "LOW" and "HIGH" as a number just outside their range. */
    private static final double MARKER_MG_PER_DL = 2;

    private static final double LOW_MEANS_BELOW = 100;
    private static final double HIGH_MEANS_ABOVE = 180;
    private static final double CONTRADICTS_MINUTES = 16;
    private static final double CONTRADICTS_MG_PER_DL = 70;

    private Optional<Sample> lastInside = Optional.empty();

    void judge(GlucoseReading reading, Traits traits, Findings findings) {
        double value = reading.mgPerDl();
        if (reading.bound() == Bound.BELOW_RANGE && value >= LOW_MEANS_BELOW) {
            findings.doubt(
                    Doubt.Flag.IMPLAUSIBLE,
                    "Says LOW with a number that is none",
                    Map.of("limitMgPerDl", LOW_MEANS_BELOW));
        } else if (reading.bound() == Bound.ABOVE_RANGE && value <= HIGH_MEANS_ABOVE) {
            findings.doubt(
                    Doubt.Flag.IMPLAUSIBLE,
                    "Says HIGH with a number that is none",
                    Map.of("limitMgPerDl", HIGH_MEANS_ABOVE));
        } else if (reading.bound() == Bound.EXACT
                && traits.highestMgPerDl() > 0
                && value > traits.highestMgPerDl() + MARKER_MG_PER_DL) {
            findings.doubt(
                    Doubt.Flag.IMPLAUSIBLE,
                    "Above what this device can measure",
                    Map.of("highestMgPerDl", traits.highestMgPerDl()));
        } else if (reading.bound() == Bound.EXACT && value < traits.lowestMgPerDl() - MARKER_MG_PER_DL) {
            if (contradicted(reading.measuredAt().toEpochMilli())) {
                findings.doubt(
                        Doubt.Flag.IMPLAUSIBLE,
                        "Below what this device can measure, minutes after a normal reading",
                        Map.of("lowestMgPerDl", traits.lowestMgPerDl()));
            }
        } else if (reading.bound() == Bound.EXACT) {
            lastInside =
                    Optional.of(new Sample(reading.measuredAt().toEpochMilli(), value, true, List.of(), List.of()));
        }
    }

    private boolean contradicted(long atMillis) {
        return lastInside
                .filter(inside -> inside.mgPerDl() >= CONTRADICTS_MG_PER_DL
                        && Math.abs(atMillis - inside.atMillis()) <= CONTRADICTS_MINUTES * 60_000)
                .isPresent();
    }
}
