package org.hearthgate.ingest.internal;

import java.util.Optional;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.OxygenSaturation;

/**
 * What no body and no device produces. Wider than any sensor's range on purpose: what is odd but possible is kept. Sensors report 39 to
 * 501 mg/dL, meters 10 to 600.
 */
final class Plausibility {
    private Plausibility() {}

    /** {@return what is impossible about it, with the range that is taken; empty when nothing is} */
    static Optional<String> objection(Observation observation) {
        if (observation instanceof GlucoseReading glucose) {
            return outside("glucose", glucose.mgPerDl(), 20, 600, "mg/dL");
        }
        if (observation instanceof CapillaryGlucose glucose) {
            return outside("capillary glucose", glucose.mgPerDl(), 10, 900, "mg/dL");
        }
        if (observation instanceof InsulinDose dose) {
            return outside("insulin dose", dose.units(), 0, 150, "IU");
        }
        if (observation instanceof CarbohydrateIntake carbs) {
            return outside("carbohydrates", carbs.grams(), 0, 500, "g");
        }
        if (observation instanceof HeartRate heart && heart.beatsPerMinute() != 0) {
            return outside("heart rate", heart.beatsPerMinute(), 20, 260, "beats per minute");
        }
        if (observation instanceof OxygenSaturation oxygen) {
            return outside("oxygen saturation", oxygen.percent(), 30, 100, "%");
        }
        if (observation instanceof BloodPressure pressure && pressure.systolicMmHg() <= pressure.diastolicMmHg()) {
            return Optional.of("systolic pressure must be above diastolic pressure");
        }
        return Optional.empty();
    }

    private static Optional<String> outside(String what, double value, double lowest, double highest, String unit) {
        if (value >= lowest && value <= highest) {
            return Optional.empty();
        }
        return Optional.of("%s must be %.0f to %.0f %s, was %s".formatted(what, lowest, highest, unit, plain(value)));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
