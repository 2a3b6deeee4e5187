package org.hearthgate.insight.internal.metrics;

/**
 * The limits of the consensus, which are whole numbers in both units and not quite the same: 10.0 mmol/L is 180.18 mg/dL. A sensor that
 * counts in tenths of mmol/L must not be high at a value that is in range.
 */
final class Limits {
    static final double VERY_LOW = 54;
    static final double LOW = 70;
    static final double TIGHT = 140;
    static final double HIGH = 180;
    static final double VERY_HIGH = 250;

    /** Beyond half a hundredth, to which readings are rounded, it is no longer the same value. */
    private static final double ROUNDING = 0.005;

    private static final double[][] UPPER = {
        {TIGHT, 7.8 * 18.0182 + ROUNDING}, {HIGH, 10.0 * 18.0182 + ROUNDING}, {VERY_HIGH, 13.9 * 18.0182 + ROUNDING}
    };

    private Limits() {}

    /** {@return this value, or the limit where it is the same limit in mmol/L} The lower limits need no such care: 3.9 and 3.0 are above. */
    static double sameInBothUnits(double mgPerDl) {
        for (double[] limit : UPPER) {
            if (mgPerDl > limit[0] && mgPerDl <= limit[1]) {
                return limit[0];
            }
        }
        return mgPerDl;
    }
}
