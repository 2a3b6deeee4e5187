package org.hearthgate.cloud.mqtt.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * All that a recipient learns about one quarter hour of one person's glucose. {@link #minimized} is the only way to make one, so this
 * file is the whole answer to "what leaves the house".
 *
 * @param pseudonym stands for the person
 * @param quarter which quarter hour; a reading's own time does not leave
 * @param expected how many readings the sensor gives in a quarter hour
 * @param count usable readings of the person's one series
 * @param inRange readings of 70 to 180 mg/dL; {@code below70 + inRange + above180 = count}
 * @param below70 readings below 70 mg/dL, those below 54 included
 * @param above180 readings above 180 mg/dL, those above 250 included
 * @param meanMgPerDl to whole mg/dL; empty if a reading was only the edge of the sensor's range
 * @param revision as {@code count}; the series only grows, when late data arrive, so the highest revision of a quarter hour is its newest
 */
record GlucoseSummary(
        String pseudonym,
        QuarterHour quarter,
        int expected,
        int count,
        int inRange,
        int below70,
        int below54,
        int above180,
        int above250,
        OptionalLong meanMgPerDl,
        int revision) {

    private static final double LEVEL_2_LOW_MG_PER_DL = 54;
    private static final double LEVEL_1_LOW_MG_PER_DL = 70;
    private static final double LEVEL_1_HIGH_MG_PER_DL = 180;
    private static final double LEVEL_2_HIGH_MG_PER_DL = 250;

    /**
     * {@return whether a reading counts: it is the person's one series, measured, and its quarter hour is known} What its sensor is doubted
     * for (noise, a jump, pressure, a fingerstick that differs) counts all the same, as it does in every report of time in range: a quarter
     * hour without its doubtful lows would look better than it was.
     */
    static boolean usable(GlucoseReading reading) {
        return reading.quality().doubts().stream().map(Doubt::flag).allMatch(GlucoseSummary::counts);
    }

    private static boolean counts(Doubt.Flag flag) {
        return switch (flag) {
            case LATE -> true; // no reason to wake anybody, but part of the record
            case HUB_CLOCK -> false; // nobody knows which quarter hour
            case ASIDE -> false; // another reading stands for it
            default -> !flag.forbidsAlarm();
        };
    }

    /**
     * {@return what may leave of this quarter hour: nothing unless the consent covers it and there is a usable reading}
     *
     * <p>Pure: the same readings and the same consent give the same summary, so a message sent twice is the same message.
     *
     * @param window readings in any order; those of other people or quarter hours are left out
     */
    static Optional<GlucoseSummary> minimized(
            Optional<Consent> consent, QuarterHour quarter, List<GlucoseReading> window) {
        return consent.filter(given -> given.covers(quarter)).flatMap(given -> {
            var series = window.stream()
                    .filter(reading -> reading.person().equals(given.person()))
                    .filter(reading -> quarter.holds(reading.measuredAt()))
                    .filter(GlucoseSummary::usable)
                    .toList();
            return series.isEmpty() ? Optional.empty() : Optional.of(of(given, quarter, series));
        });
    }

    private static GlucoseSummary of(Consent consent, QuarterHour quarter, List<GlucoseReading> readings) {
        int below70 = countBelow(LEVEL_1_LOW_MG_PER_DL, readings);
        int above180 = countAbove(LEVEL_1_HIGH_MG_PER_DL, readings);
        boolean exact = readings.stream().allMatch(reading -> reading.bound() == Bound.EXACT);
        return new GlucoseSummary(
                consent.pseudonym(),
                quarter,
                consent.expectedPerQuarter(),
                readings.size(),
                readings.size() - below70 - above180,
                below70,
                countBelow(LEVEL_2_LOW_MG_PER_DL, readings),
                above180,
                countAbove(LEVEL_2_HIGH_MG_PER_DL, readings),
                exact ? OptionalLong.of(mean(readings)) : OptionalLong.empty(),
                readings.size());
    }

    /** Of hundredths as whole numbers: sums of doubles depend on their order, and the same summary must have the same mean. */
    private static long mean(List<GlucoseReading> readings) {
        long hundredths = readings.stream()
                .mapToLong(reading -> Math.round(reading.mgPerDl() * 100))
                .sum();
        return Math.round(hundredths / (100.0 * readings.size()));
    }

    private static int countBelow(double level, List<GlucoseReading> readings) {
        return (int) readings.stream()
                .filter(reading -> reading.bound() == Bound.BELOW_RANGE
                        ? reading.mgPerDl() <= level // "LOW" at 54 means: below 54
                        : reading.mgPerDl() < level)
                .count();
    }

    private static int countAbove(double level, List<GlucoseReading> readings) {
        return (int) readings.stream()
                .filter(reading ->
                        reading.bound() == Bound.ABOVE_RANGE ? reading.mgPerDl() >= level : reading.mgPerDl() > level)
                .count();
    }
}
