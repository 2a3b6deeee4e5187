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
    private static final double DISAGREES_ABOVE = 1;

    private final double[] ratios = new double[KEPT];
    private final long[] at = new long[KEPT];
    private int count;
    private int close;
    private boolean agrees;

    static double ratio(double a, double b, double toleranceMgPerDl, double toleranceShare) {
        return Math.abs(a - b) / Math.max(toleranceMgPerDl, toleranceShare * (a + b) / 2);
    }

    void note(long when, double ratio) {
        ratios[count % KEPT] = ratio;
        at[count % KEPT] = when;
        count++;
        close = ratio < AGREES_BELOW ? close + 1 : 0;
        agrees = ratio <= DISAGREES_ABOVE && (agrees || close >= AGREES_AFTER);
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
