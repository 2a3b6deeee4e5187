package org.hearthgate.rules.glucose;

import java.time.Duration;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.InsulinDose;

/**
 * How much rapid insulin has yet to act, by the exponential model of Loop and oref0 (action 360 min, peak at 75 min). It explains an alarm
 * and decides none; nobody may dose by it.
 */
final class InsulinAtWork {
    private static final double ACTION_MINUTES = 360;
    private static final double PEAK_MINUTES = 75;
    private static final double TAU =
            PEAK_MINUTES * (1 - PEAK_MINUTES / ACTION_MINUTES) / (1 - 2 * PEAK_MINUTES / ACTION_MINUTES);
    private static final double RISE = 2 * TAU / ACTION_MINUTES;
    private static final double SCALE = 1 / (1 - RISE + (1 + RISE) * Math.exp(-ACTION_MINUTES / TAU));

    private InsulinAtWork() {}

    static double units(Snapshot snapshot) {
        return snapshot.circumstances().trusted(InsulinDose.class).stream()
                .filter(dose -> dose.purpose() == InsulinDose.Purpose.BOLUS)
                .mapToDouble(dose -> dose.units()
                        * share(Duration.between(dose.measuredAt(), snapshot.asOf())
                                        .toMillis()
                                / 60_000.0))
                .sum();
    }

    /** {@return 1 at the dose, 0 from 360 min on} */
    static double share(double minutes) {
        if (minutes <= 0) {
            return 1;
        }
        if (minutes >= ACTION_MINUTES) {
            return 0; // the formula rises again beyond its end
        }
        double quadratic = minutes * minutes / (TAU * ACTION_MINUTES * (1 - RISE)) - minutes / TAU - 1;
        return 1 - SCALE * (1 - RISE) * (quadratic * Math.exp(-minutes / TAU) + 1);
    }
}
