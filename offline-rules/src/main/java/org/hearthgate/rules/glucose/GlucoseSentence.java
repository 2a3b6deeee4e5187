package org.hearthgate.rules.glucose;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;

/**
 * What every glucose rule says: name, what it is, value, movement; then, where there is more to know, a sentence; and apart from it why.
 * Words a twelve-year-old understands.
 */
final class GlucoseSentence {
    private GlucoseSentence() {}

    /**
     * {@return the finding}
     *
     * @param more sentences after the first one, blank ones left out
     */
    static Finding finding(
            Priority priority, Snapshot snapshot, GlucoseReading reading, String what, String why, String... more) {
        String movement = snapshot.trend().map(GlucoseSentence::movement).orElse("");
        var message =
                new StringBuilder(snapshot.person().name() + ": " + what + ", " + value(reading) + " mg/dL" + movement);
        boolean first = true;
        for (String sentence : more) {
            if (!sentence.isBlank()) {
                message.append(first ? ". " : " ").append(sentence);
                first = false;
            }
        }
        return new Finding(
                priority,
                message.toString(),
                OptionalDouble.of(reading.mgPerDl()),
                Optional.of(reading.measuredAt()),
                why);
    }

    /** {@return "52 mg/dL is at or below Anna's urgent limit of 55."} */
    static String compared(Snapshot snapshot, GlucoseReading reading, String how, String limit, double mgPerDl) {
        String name = snapshot.person().name();
        return exactly(reading) + " is " + how + " " + name + "'s " + limit + " of " + plain(mgPerDl) + ".";
    }

    private static String exactly(GlucoseReading reading) {
        return switch (reading.bound()) {
            case EXACT -> plain(reading.mgPerDl()) + " mg/dL";
            case BELOW_RANGE -> "The sensor says LOW, less than it can measure, and that";
            case ABOVE_RANGE -> "The sensor says HIGH, more than it can measure, and that";
        };
    }

    /** {@return the number as a person writes it: 55, 69.6} */
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String value(GlucoseReading reading) {
        String number = Long.toString(Math.round(reading.mgPerDl()));
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
