package org.hearthgate.ingest.internal.fusion;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How well a sensor agrees with the one that leads, in units of the tolerance: 1 is a difference of 20 mg/dL or 30 %, whichever is more.
 * With hysteresis, so that the series does not switch between an average and one sensor at every reading.
 */
final class Agreement {
    private static final int KEPT = 12;
    private static final long KEPT_FOR = 60 * 60_000L;
    private static final int AGREES_AFTER = 3;
    private static final double AGREES_BELOW = 0.8;
    /**
     * One pair beyond the tolerance is no disagreement: of two sensors that each stay within 20 % in 87 of 100 readings, as they must, one
     * pair in nine is. Beyond 1.5 tolerances it is one in sixty.
     */
    private static final double DISAGREES_ABOVE = 1.5;
    /** Where one of them speaks of a low, an average must not lift it by more than half a tolerance. */
    private static final double DISAGREES_ABOVE_NEAR_LOW = 1;

    private static final double NEAR_LOW_MG_PER_DL = 80;

    private final double[] ratios = new double[KEPT];
    private final long[] at = new long[KEPT];
    private int count;
    private int close;
    private boolean agrees;

    static double ratio(double a, double b, double toleranceMgPerDl, double toleranceShare) {
        return Math.abs(a - b) / Math.max(toleranceMgPerDl, toleranceShare * (a + b) / 2);
    }

    /** @param lowerMgPerDl what the lower of the two says */
    void note(long when, double ratio, double lowerMgPerDl) {
        ratios[count % KEPT] = ratio;
        at[count % KEPT] = when;
        count++;
        close = ratio < AGREES_BELOW ? close + 1 : 0;
        double most = lowerMgPerDl < NEAR_LOW_MG_PER_DL ? DISAGREES_ABOVE_NEAR_LOW : DISAGREES_ABOVE;
        agrees = ratio <= most && (agrees || begins(when));
    }

    /** Two that merely cross are near for a while: the whole hour must have been, not only the last three. */
    private boolean begins(long when) {
        return close >= AGREES_AFTER && meanRatio(when).orElse(1) < AGREES_BELOW;
    }

    /** {@return whether the two may be averaged} */
    boolean agrees() {
        return agrees;
    }

    /** {@return the mean ratio of the last hour; empty when there was no pair} */
    OptionalDouble meanRatio(long now) {
        int n = Math.min(count, KEPT);
        double sum = 0;
        int used = 0;
        for (int i = 0; i < n; i++) {
            if (now - at[i] <= KEPT_FOR) {
                sum += ratios[i];
                used++;
            }
        }
        return used == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / used);
    }

    void forget() {
        Arrays.fill(ratios, 0);
        count = 0;
        close = 0;
        agrees = false;
    }
}
