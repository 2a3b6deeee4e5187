package org.hearthgate.forecast.tribuo.internal.model;

import java.util.Arrays;
import java.util.List;

/**
 * How far from a forecast the truth lies, in spreads, by the share of cases: normalised split conformal prediction. Between the levels
 * that are kept it is read off the straight line.
 */
public final class Intervals {
    /** The shares of cases that lie below. */
    static final double[] LEVELS = {0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975};

    final double[] spreadsAt;

    Intervals(double[] spreadsAt) {
        if (spreadsAt.length != LEVELS.length) {
            throw new IllegalArgumentException("one figure a level, were " + spreadsAt.length);
        }
        for (int i = 1; i < spreadsAt.length; i++) {
            if (!(spreadsAt[i - 1] <= spreadsAt[i])) {
                throw new IllegalArgumentException("the levels of an interval must ascend");
            }
        }
        this.spreadsAt = spreadsAt.clone();
    }

    /** {@return the levels of these cases} @param normalised what came less what was foretold, in spreads; is sorted */
    static Intervals of(double[] normalised, int n) {
        Arrays.sort(normalised, 0, n);
        var at = new double[LEVELS.length];
        for (int i = 0; i < LEVELS.length; i++) {
            // the next case outwards: with few cases an interval is rather too wide than too narrow
            double place = LEVELS[i] < 0.5 ? Math.floor(LEVELS[i] * (n + 1)) - 1 : Math.ceil(LEVELS[i] * (n + 1)) - 1;
            at[i] = normalised[(int) Math.max(0, Math.min(n - 1, place))];
        }
        return new Intervals(at);
    }

    static Intervals mean(List<Intervals> all) {
        var mean = new double[LEVELS.length];
        for (Intervals one : all) {
            for (int i = 0; i < LEVELS.length; i++) {
                mean[i] += one.spreadsAt[i] / all.size();
            }
        }
        return new Intervals(mean);
    }

    /** {@return between these and another's} @param share of the other's, 0 to 1 */
    Intervals towards(Intervals other, double share) {
        var between = new double[LEVELS.length];
        for (int i = 0; i < LEVELS.length; i++) {
            between[i] = spreadsAt[i] + share * (other.spreadsAt[i] - spreadsAt[i]);
        }
        return new Intervals(between);
    }

    /** {@return how many spreads above the forecast this share of cases ends} */
    double spreads(double level) {
        if (level <= LEVELS[0]) {
            return spreadsAt[0];
        }
        for (int i = 1; i < LEVELS.length; i++) {
            if (level <= LEVELS[i]) {
                double share = (level - LEVELS[i - 1]) / (LEVELS[i] - LEVELS[i - 1]);
                return spreadsAt[i - 1] + share * (spreadsAt[i] - spreadsAt[i - 1]);
            }
        }
        return spreadsAt[LEVELS.length - 1];
    }
}
