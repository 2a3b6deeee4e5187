package org.hearthgate.insight.internal;

import java.time.Instant;
import java.util.Locale;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.StepCount;

/** What one instant of the record becomes in the file of a replay. */
final class ReplayRow {
    static final String HEADER = "time,glucose_mgdl,insulin_bolus_u,insulin_long_u,carbs_g,heart_rate_bpm,steps\n";

    private final Instant at;
    private String glucose = "";
    private double bolus;
    private double basal;
    private double carbs;
    private double beats;
    private String steps = "";

    ReplayRow(Instant at) {
        this.at = at;
    }

    void take(Observation observation) {
        if (observation instanceof GlucoseReading reading) {
            take(reading);
        } else if (observation instanceof InsulinDose dose) {
            switch (dose.purpose()) {
                case BOLUS -> bolus += dose.units();
                case BASAL -> basal += dose.units();
                default -> {
                    // an air shot goes into the air
                }
            }
        } else if (observation instanceof CarbohydrateIntake meal) {
            carbs += meal.grams();
        } else if (observation instanceof HeartRate rate) {
            beats = rate.beatsPerMinute();
        } else if (observation instanceof StepCount count) {
            steps = Integer.toString(count.steps());
        }
    }

    private void take(GlucoseReading reading) {
        long age = java.time.Duration.between(reading.measuredAt(), reading.receivedAt())
                .toMillis();
        boolean live = reading.quality().mayAlarm()
                && age <= Snapshot.FRESH_FOR.toMillis()
                && -age <= Snapshot.FUTURE_TOLERANCE.toMillis();
        if (!live || reading.quality().has(Doubt.Flag.ASIDE)) {
            return;
        }
        glucose = switch (reading.bound()) {
            case EXACT -> number(reading.mgPerDl());
            case BELOW_RANGE -> "LOW";
            case ABOVE_RANGE -> "HIGH";
        };
        if (reading.bound() == Bound.EXACT && (reading.mgPerDl() < 10 || reading.mgPerDl() > 1000)) {
            glucose = "";
        }
    }

    boolean saysSomething() {
        return !glucose.isEmpty() || bolus > 0 || basal > 0 || carbs > 0 || beats > 0 || !steps.isEmpty();
    }

    String line() {
        return String.join(",", at.toString(), glucose, some(bolus), some(basal), some(carbs), some(beats), steps)
                + "\n";
    }

    private static String some(double value) {
        return value > 0 ? number(value) : "";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
