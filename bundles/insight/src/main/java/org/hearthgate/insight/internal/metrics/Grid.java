package org.hearthgate.insight.internal.metrics;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/**
 * Glucose at even steps from the first day's midnight on, so that an hour or a day apart can be compared point by point: a straight line from
 * reading to reading, and nothing between readings that are more than 45 min apart. The steps are those of the clock on the wall only as
 * long as nobody changes it: {@link LocalClock} finds the same time of another day.
 */
final class Grid {
    /** Two readings further apart are not joined; as the R package iglu has it. */
    static final long LONGEST_BRIDGE = Series.millis(45);

    private static final int MINUTES_A_DAY = 1440;

    private final long origin;
    private final long step;
    /** Inside this room only: NaN where nothing is known. */
    private final double[] mgPerDl;

    private Grid(long origin, long step, double[] mgPerDl) {
        this.origin = origin;
        this.step = step;
        this.mgPerDl = mgPerDl;
    }

    /** {@return the grid of the usual step; empty below two readings and where readings are usually too far apart to be joined} */
    static Optional<Grid> of(Series series, ZoneId zone) {
        var usual = series.usualStepMinutes();
        if (usual.isEmpty() || Series.millis(usual.getAsLong()) > LONGEST_BRIDGE) {
            return Optional.empty();
        }
        return Optional.of(of(series, zone, whichFillsDays(usual.getAsLong())));
    }

    /** {@return the grid of this step} */
    static Grid of(Series series, ZoneId zone, long stepMinutes) {
        long origin = Instant.ofEpochMilli(series.at(0))
                .atZone(zone)
                .toLocalDate()
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
        long step = Series.millis(stepMinutes);
        int points = (int) ((series.at(series.size() - 1) - origin) / step) + 1;
        var values = new double[points];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < series.size(); i++) {
            long at = series.at(i);
            if ((at - origin) % step == 0) {
                values[(int) ((at - origin) / step)] = series.mgPerDl(i);
            }
            if (i > 0 && at - series.at(i - 1) <= LONGEST_BRIDGE) {
                join(series, i, origin, step, values);
            }
        }
        return new Grid(origin, step, values);
    }

    private static void join(Series series, int i, long origin, long step, double[] values) {
        long from = series.at(i - 1);
        double apart = series.at(i) - from;
        double rise = series.mgPerDl(i) - series.mgPerDl(i - 1);
        for (int k = (int) ((from - origin) / step) + 1; origin + k * step < series.at(i); k++) {
            // the share of the way first: half of it is exact, and a limit is met exactly
            values[k] = series.mgPerDl(i - 1) + rise * ((origin + k * step - from) / apart);
        }
    }

    /** A step that fills a day without a rest, so that each day has the same points: the next multiple of five, at most 20. */
    private static long whichFillsDays(long minutes) {
        if (MINUTES_A_DAY % minutes == 0) {
            return minutes;
        }
        long rest = minutes % 5;
        return minutes > 20 ? 20 : Math.max(1, rest > 2 ? minutes + 5 - rest : minutes - rest);
    }

    int size() {
        return mgPerDl.length;
    }

    long at(int i) {
        return origin + i * step;
    }

    /** {@return the value, or NaN} */
    double mgPerDl(int i) {
        return mgPerDl[i];
    }

    boolean isKnown(int i) {
        return i >= 0 && i < mgPerDl.length && !Double.isNaN(mgPerDl[i]);
    }

    double stepMinutes() {
        return step / 60_000.0;
    }

    /** {@return how many steps these milliseconds are, rounded} */
    int steps(long millis) {
        return (int) Math.round((double) millis / step);
    }

    /** {@return at which point this instant lies; -1 where it lies between two} */
    int pointAt(long instant) {
        return Math.floorMod(instant - origin, step) == 0 ? (int) ((instant - origin) / step) : -1;
    }

    /** {@return how much is known, in days of 24 hours} */
    double knownDays() {
        long known =
                Arrays.stream(mgPerDl).filter(value -> !Double.isNaN(value)).count();
        return known * stepMinutes() / MINUTES_A_DAY;
    }

    /** {@return these points, NaN where nothing is known} */
    double[] values(int from, int until) {
        return Arrays.copyOfRange(mgPerDl, from, until);
    }
}
