package org.hearthgate.insight.internal.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.insight.GlucoseLevel;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.insight.GlucoseReport.Variability;
import org.hearthgate.api.insight.SensorWear;
import org.hearthgate.api.insight.TimeInRanges;
import org.hearthgate.api.observation.PersonId;

/** Puts the figures of one stretch together, and leaves out what would rest on too few readings. */
public final class Report {
    private static final Variability UNKNOWN = new Variability(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());

    private Report() {}

    /**
     * {@return the figures of [from, until)}
     *
     * @param series of this person, nothing outside the stretch
     * @throws IllegalArgumentException when something lies outside, or the stretch ends before it begins
     */
    public static GlucoseReport of(PersonId person, Instant from, Instant until, ZoneId zone, Series series) {
        if (!series.isEmpty()
                && (series.at(0) < from.toEpochMilli() || series.at(series.size() - 1) >= until.toEpochMilli())) {
            throw new IllegalArgumentException("a reading lies outside of " + from + " to " + until);
        }
        Optional<Standing> standing = Standing.of(series, until.toEpochMilli());
        Optional<TimeInRanges> ranges = ranges(series);
        Optional<Grid> grid = Grid.of(series, zone);
        Optional<Grid> atLimits = Grid.of(series.map(Limits::sameInBothUnits), zone);
        return new GlucoseReport(
                person,
                from,
                until,
                zone,
                wear(from, until, zone, series, standing, grid),
                level(series),
                ranges,
                standing.map(Standing::byTime),
                ranges.map(shares -> Ranges.risk(series, shares)),
                grid.map(points -> new Variability(
                                Mage.of(series, zone),
                                Changes.modd(points, zone),
                                Changes.conga(points, 1),
                                Changes.conga(points, 4),
                                Changes.conga(points, 24)))
                        .orElse(UNKNOWN),
                atLimits.map(Events::on).orElse(List.of()),
                Profile.of(series, zone, Profile.QUARTER_HOUR));
    }

    private static SensorWear wear(
            Instant from, Instant until, ZoneId zone, Series series, Optional<Standing> standing, Optional<Grid> grid) {
        long days = ChronoUnit.DAYS.between(
                        from.atZone(zone).toLocalDate(),
                        until.minusMillis(1).atZone(zone).toLocalDate())
                + 1;
        var clock = new LocalClock(zone);
        int worn = 0;
        for (int i = 0; i < series.size(); i++) {
            worn += i == 0 || clock.epochDay(series.at(i)) != clock.epochDay(series.at(i - 1)) ? 1 : 0;
        }
        return new SensorWear(
                (int) days,
                worn,
                series.size(),
                series.usualStepMinutes().stream().mapToObj(Duration::ofMinutes).findFirst(),
                activePercent(series),
                standing.map(known -> 100.0
                                * known.covered()
                                / Duration.between(from, until).toMillis())
                        .orElse(0.0),
                grid.map(Grid::knownDays).orElse(0.0));
    }

    /** Of the readings that the usual step would give between the first and the last, those that no gap took. */
    private static OptionalDouble activePercent(Series series) {
        if (series.usualStepMinutes().isEmpty()) {
            return OptionalDouble.empty();
        }
        double step = series.usualStepMinutes().getAsLong();
        double span = 0;
        double missing = 0;
        for (int i = 1; i < series.size(); i++) {
            double minutes = series.minutesSincePrevious(i);
            span += minutes;
            missing += Math.rint(minutes) > step ? minutes - step : 0;
        }
        double expected = Math.rint(Math.rint(span) / step) + 1;
        return OptionalDouble.of(100 * Math.max(0, expected - Math.rint(missing / step)) / expected);
    }

    private static Optional<GlucoseLevel> level(Series series) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        double[] values = series.values();
        OptionalDouble deviation = Spread.standardDeviation(values, values.length);
        double mean = Spread.mean(values);
        Arrays.sort(values);
        return Optional.of(new GlucoseLevel(
                mean,
                deviation,
                Spread.quantile(values, 0.50),
                Spread.quantile(values, 0.25),
                Spread.quantile(values, 0.75)));
    }

    private static Optional<TimeInRanges> ranges(Series series) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        var ranges = new Ranges();
        for (int i = 0; i < series.size(); i++) {
            ranges.add(series.mgPerDl(i), 1);
        }
        return Optional.of(ranges.shares());
    }
}
