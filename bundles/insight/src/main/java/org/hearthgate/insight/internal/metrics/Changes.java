package org.hearthgate.insight.internal.metrics;

import java.time.ZoneId;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How far glucose is from what it was some hours, or one day of the local clock, before: CONGA and MODD. */
final class Changes {
    private Changes() {}

    /** {@return the standard deviation of the change within so many hours; empty below two pairs} An hour is an hour, in any night. */
    static OptionalDouble conga(Grid grid, int hours) {
        int apart = grid.steps(Series.millis(hours * 60L));
        var changes = new double[Math.max(0, grid.size() - apart)];
        int count = 0;
        for (int i = apart; i < grid.size(); i++) {
            if (grid.isKnown(i) && grid.isKnown(i - apart)) {
                changes[count++] = grid.mgPerDl(i) - grid.mgPerDl(i - apart);
            }
        }
        return Spread.standardDeviation(changes, count);
    }

    /** {@return the mean difference, without its sign, from the same local time on the next day; empty without a pair} */
    static OptionalDouble modd(Grid grid, ZoneId zone) {
        var clock = new LocalClock(zone);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < grid.size(); i++) {
            if (!grid.isKnown(i)) {
                continue;
            }
            OptionalLong next = clock.sameTimeNextDay(grid.at(i));
            int there = next.isPresent() ? grid.pointAt(next.getAsLong()) : -1;
            if (grid.isKnown(there)) {
                sum += Math.abs(grid.mgPerDl(there) - grid.mgPerDl(i));
                count++;
            }
        }
        return count > 0 ? OptionalDouble.of(sum / count) : OptionalDouble.empty();
    }
}
