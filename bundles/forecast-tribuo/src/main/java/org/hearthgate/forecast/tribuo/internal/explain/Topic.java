package org.hearthgate.forecast.tribuo.internal.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hearthgate.api.forecast.Reason;
import org.hearthgate.forecast.tribuo.internal.features.Features;

/**
 * What several features have in common for somebody who thinks of a child and not of a model. Each feature belongs to exactly one topic. A
 * topic without a {@link Reason.Kind} is never named: what it says nobody could act on.
 */
enum Topic {
    MOVEMENT(
            Reason.Kind.MOVEMENT,
            "slope of 15 min",
            "\\d+ min ago less now|step \\d+ min ago|slope of .*|bend of .*|\\d+ min on by \\d+|last bend|momentum"
                    + "|(least|most|mean) of \\d+ min less now|above the last turn|minutes since the last turn") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return value * Math.signum(change) >= 0.3;
        }
    },
    LEVEL(Reason.Kind.LEVEL, "glucose", "glucose|mean of \\d+ days less now|usual now less now|minutes since a high") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return row[MEAN_LESS_NOW] * Math.signum(change) >= 20;
        }
    },
    TIME_OF_DAY(Reason.Kind.TIME_OF_DAY, "usual change of 60 min", "usual change of \\d+ min|clock, .*") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return value * Math.signum(change) >= 5;
        }
    },
    RECENT_LOW(Reason.Kind.RECENT_LOW, "minutes since a low", "minutes since a low|share below 70 of 1 days") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return value <= 180;
        }
    },
    INSULIN(
            Reason.Kind.INSULIN,
            "insulin on board, U",
            "insulin .*|minutes since a bolus|minutes since long-acting insulin") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return change < 0 && value >= 0.1;
        }
    },
    MEAL(Reason.Kind.MEAL, "carbohydrate on board, g", "carbohydrate on board, g|minutes since carbohydrate") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return change > 0 && value >= 2;
        }
    },
    STEPS(Reason.Kind.STEPS, "steps of 30 min", "steps of .*") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return change < 0 && value >= 300;
        }
    },
    HEART_RATE(Reason.Kind.HEART_RATE, "heart rate above the day's", "heart rate .*") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return value >= 10;
        }
    },
    SLEEP(Reason.Kind.SLEEP, "asleep", "asleep") {
        @Override
        boolean speaksFor(double change, double value, float[] row) {
            return value == 1;
        }
    },
    UNREST(null, "roughness", "SD of .*|roughness|share below 70 of 14 days"),
    SENSOR(
            null,
            "days of the sensor",
            "days of the sensor|readings of 14 days|minutes without a gap|minutes between readings");

    private static final int MEAN_LESS_NOW = column("mean of 14 days less now");
    private static final Topic[] BY_FEATURE =
            Features.names().stream().map(Topic::of).toArray(Topic[]::new);

    private final Reason.Kind kindOrNull;
    private final int column;
    private final Pattern features;

    Topic(Reason.Kind kindOrNull, String value, String features) {
        this.kindOrNull = kindOrNull;
        this.column = column(value);
        this.features = Pattern.compile(features);
    }

    private static int column(String feature) {
        int column = Features.names().indexOf(feature);
        if (column < 0) {
            throw new IllegalStateException("there is no feature '" + feature + "'");
        }
        return column;
    }

    private static Topic of(String feature) {
        List<Topic> all = Arrays.stream(values())
                .filter(topic -> topic.features.matcher(feature).matches())
                .toList();
        if (all.size() != 1) {
            throw new IllegalStateException("a feature belongs to one topic, '" + feature + "' to " + all);
        }
        return all.get(0);
    }

    static Topic of(int feature) {
        return BY_FEATURE[feature];
    }

    /** {@return the reason it gives for a change of that sign, where there is something in the data to say} */
    Optional<Reason> reason(double change, float[] row, double share) {
        double value = row[column];
        return kindOrNull != null && !Double.isNaN(value) && speaksFor(change, value, row)
                ? Optional.of(new Reason(kindOrNull, value, share))
                : Optional.empty();
    }

    /** {@return whether a person who is told this value would expect a change of that sign from it} */
    boolean speaksFor(double change, double value, float[] row) {
        return false;
    }
}
