package org.hearthgate.api.insight;

import java.util.OptionalDouble;

/**
 * How high glucose was, each reading counting alike.
 *
 * @param meanMgPerDl arithmetic mean
 * @param standardDeviationMgPerDl by n - 1; empty below two readings
 * @param medianMgPerDl the middle one, as R's quantile type 7 has it
 * @param lowerQuartileMgPerDl a quarter lies below
 * @param upperQuartileMgPerDl a quarter lies above
 */
public record GlucoseLevel(
        double meanMgPerDl,
        OptionalDouble standardDeviationMgPerDl,
        double medianMgPerDl,
        double lowerQuartileMgPerDl,
        double upperQuartileMgPerDl) {
    public GlucoseLevel {
        if (!(meanMgPerDl > 0)) {
            throw new IllegalArgumentException("meanMgPerDl must be above 0, was " + meanMgPerDl);
        }
        Figure.finite("meanMgPerDl", meanMgPerDl);
        Figure.finite("standardDeviationMgPerDl", standardDeviationMgPerDl);
        Figure.finite("medianMgPerDl", medianMgPerDl);
        Figure.finite("lowerQuartileMgPerDl", lowerQuartileMgPerDl);
        Figure.finite("upperQuartileMgPerDl", upperQuartileMgPerDl);
    }

    /** {@return standard deviation in percent of the mean; up to 36 % is called stable; empty below two readings} */
    public OptionalDouble variationPercent() {
        return standardDeviationMgPerDl.isPresent()
                ? OptionalDouble.of(100 * standardDeviationMgPerDl.getAsDouble() / meanMgPerDl)
                : OptionalDouble.empty();
    }

    /** {@return Glucose Management Indicator in percent: what HbA1c this mean goes with (Bergenstal 2018); no laboratory's value} */
    public double gmiPercent() {
        return 3.31 + 0.02392 * meanMgPerDl;
    }

    /** {@return between which two the middle half of all readings lies, as one width} */
    public double interquartileRangeMgPerDl() {
        return upperQuartileMgPerDl - lowerQuartileMgPerDl;
    }
}
