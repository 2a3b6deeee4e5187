package org.hearthgate.ingest.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.ActivityEpisode;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyComposition;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.HeartRateSummary;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.api.observation.SkinConductance;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;

/**
 * What no body and no device produces. Wider than any sensor's range on purpose: what is odd but possible is kept. Sensors report 39 to
 * 501 mg/dL, meters 10 to 600. What one particular device cannot produce is a doubt, and the signal stage's affair.
 */
final class Plausibility {
    /** The fastest sprinters make fewer than 300 steps in a minute. */
    private static final double STEPS_PER_MINUTE = 300;
    /** A day's steps may come as one count without an interval. */
    private static final int STEPS_AT_ONCE = 100_000;

    private static final double LONGEST_HOURS = 36;

    private Plausibility() {}

    /** {@return what is impossible about it, with the range that is taken; empty when nothing is} */
    static Optional<String> objection(Observation observation) {
        return switch (observation.kind()) {
            case GLUCOSE -> outside("glucose", ((GlucoseReading) observation).mgPerDl(), 20, 600, "mg/dL");
            case CAPILLARY_GLUCOSE ->
                outside("capillary glucose", ((CapillaryGlucose) observation).mgPerDl(), 10, 900, "mg/dL");
            case KETONE -> outside("ketone", ((Ketone) observation).mmolPerL(), 0, 20, "mmol/L");
            case INSULIN_DOSE -> outside("insulin dose", ((InsulinDose) observation).units(), 0, 150, "IU");
            case CARBOHYDRATE_INTAKE ->
                outside("carbohydrates", ((CarbohydrateIntake) observation).grams(), 0, 500, "g");
            case BODY_WEIGHT -> outside("body weight", ((BodyWeight) observation).kilograms(), 1, 350, "kg");
            case BODY_COMPOSITION -> composition((BodyComposition) observation);
            case HEART_RATE -> heart((HeartRate) observation);
            case HEART_RATE_SUMMARY -> summary((HeartRateSummary) observation);
            case STEP_COUNT -> steps((StepCount) observation);
            case SLEEP_EPISODE -> lasting("sleep", observation, ((SleepEpisode) observation).endedAt());
            case ACTIVITY_EPISODE -> lasting("activity", observation, ((ActivityEpisode) observation).endedAt());
            case OXYGEN_SATURATION ->
                outside("oxygen saturation", ((OxygenSaturation) observation).percent(), 30, 100, "%");
            case BLOOD_PRESSURE -> pressure((BloodPressure) observation);
            case BODY_TEMPERATURE ->
                outside("body temperature", ((BodyTemperature) observation).celsius(), 25, 45, "degrees Celsius");
            case SKIN_CONDUCTANCE ->
                outside("skin conductance", ((SkinConductance) observation).microsiemens(), 0, 100, "microsiemens");
            case DEVICE_EVENT, SENSOR_ARTEFACT, NOTE -> Optional.empty();
        };
    }

    private static Optional<String> heart(HeartRate heart) {
        return heart.beatsPerMinute() == 0 // a lost contact
                ? Optional.empty()
                : outside("heart rate", heart.beatsPerMinute(), 20, 260, "beats per minute");
    }

    private static Optional<String> summary(HeartRateSummary heart) {
        return outside("lowest heart rate", heart.lowestBeatsPerMinute(), 20, 260, "beats per minute")
                .or(() -> outside("highest heart rate", heart.highestBeatsPerMinute(), 20, 260, "beats per minute"));
    }

    private static Optional<String> steps(StepCount count) {
        double minutes = Duration.between(count.startedAt(), count.measuredAt()).toSeconds() / 60.0;
        double most = minutes < 1 ? STEPS_AT_ONCE : Math.max(STEPS_PER_MINUTE, minutes * STEPS_PER_MINUTE);
        return outside("steps in that time", count.steps(), 0, most, "steps");
    }

    private static Optional<String> composition(BodyComposition body) {
        return body.bodyFatPercent().isEmpty()
                ? Optional.empty()
                : outside("body fat", body.bodyFatPercent().getAsDouble(), 1, 80, "%");
    }

    private static Optional<String> pressure(BloodPressure pressure) {
        if (pressure.systolicMmHg() <= pressure.diastolicMmHg()) {
            return Optional.of("systolic pressure must be above diastolic pressure");
        }
        return outside("systolic pressure", pressure.systolicMmHg(), 40, 300, "mmHg")
                .or(() -> outside("diastolic pressure", pressure.diastolicMmHg(), 20, 200, "mmHg"));
    }

    private static Optional<String> lasting(String what, Observation observation, Instant endedAt) {
        double hours = Duration.between(observation.measuredAt(), endedAt).toSeconds() / 3_600.0;
        return outside("length of " + what, hours, 0, LONGEST_HOURS, "h");
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
