package org.hearthgate.rules.glucose;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;

/** The one sentence that every glucose rule says: name, what it is, value, movement. Words a twelve-year-old understands. */
final class GlucoseSentence {
    private GlucoseSentence() {}

    static Finding finding(Priority priority, Snapshot snapshot, GlucoseReading reading, String what) {
        String movement = snapshot.trend().map(GlucoseSentence::movement).orElse("");
        String message = "%s: %s, %s mg/dL%s".formatted(snapshot.person().name(), what, value(reading), movement);
        return new Finding(priority, message, OptionalDouble.of(reading.mgPerDl()), Optional.of(reading.measuredAt()));
    }

    private static String value(GlucoseReading reading) {
        String number = String.format(Locale.ROOT, "%.0f", reading.mgPerDl());
        return switch (reading.bound()) {
            case EXACT -> number;
            case BELOW_RANGE -> "below " + number;
            case ABOVE_RANGE -> "above " + number;
        };
    }

    private static String movement(GlucoseTrend trend) {
        return switch (trend.arrow()) {
            case DOUBLE_UP -> ", rising very fast";
            case SINGLE_UP -> ", rising fast";
            case FORTY_FIVE_UP -> ", rising";
            case FLAT -> ", steady";
            case FORTY_FIVE_DOWN -> ", falling";
            case SINGLE_DOWN -> ", falling fast";
            case DOUBLE_DOWN -> ", falling very fast";
        };
    }

    /** {@return whether the true value lies surely below a limit: a sensor's LOW counts, whatever its number} */
    static boolean below(GlucoseReading reading, double limitMgPerDl) {
        return reading.mgPerDl() < limitMgPerDl || reading.bound() == Bound.BELOW_RANGE;
    }

    /** {@return whether the true value lies surely above a limit: a sensor's HIGH counts, whatever its number} */
    static boolean above(GlucoseReading reading, double limitMgPerDl) {
        return reading.mgPerDl() > limitMgPerDl || reading.bound() == Bound.ABOVE_RANGE;
    }
}
