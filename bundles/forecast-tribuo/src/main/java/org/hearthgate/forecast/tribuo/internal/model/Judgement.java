package org.hearthgate.forecast.tribuo.internal.model;

import java.util.Arrays;

/** How sure one may be, and how wide an interval has to be, by forecasts of moments that the models had not seen. */
final class Judgement {
    /** So many cases the belief "it is right as it is" counts for. */
    private static final double PRIOR_CASES = 50;

    private double[] off = new double[1024];
    private int offs;
    private double[] logOdds = new double[1024];
    private float[] low = new float[1024];
    private int lows;

    void take(Unseen unseen, Horizon horizon) {
        int h = horizon.ordinal();
        for (int i = 0; i < unseen.examples.size(); i++) {
            take(
                    new Outlook(unseen.change[h][i], unseen.logOdds[h][i], unseen.spread[h][i]),
                    unseen.examples.change[h][i],
                    unseen.examples.low[h][i]);
        }
    }

    /** @param change what came, mg/dL; NaN for not known; so too {@code low} */
    void take(Outlook said, float change, float low) {
        if (!Float.isNaN(change)) {
            off = offs == off.length ? Arrays.copyOf(off, 2 * offs) : off;
            off[offs++] = (change - said.change()) / said.spread();
        }
        if (!Float.isNaN(low)) {
            if (lows == logOdds.length) {
                logOdds = Arrays.copyOf(logOdds, 2 * lows);
                this.low = Arrays.copyOf(this.low, 2 * lows);
            }
            logOdds[lows] = said.logOdds();
            this.low[lows++] = low;
        }
    }

    Intervals intervals() {
        return Intervals.of(off, offs);
    }

    PlattScaling scaling() {
        return PlattScaling.fit(logOdds, low, lows, PRIOR_CASES);
    }

    int cases() {
        return offs;
    }

    /** {@return how many were low} */
    int lows() {
        int n = 0;
        for (int i = 0; i < lows; i++) {
            n += low[i] == 1 ? 1 : 0;
        }
        return n;
    }
}
