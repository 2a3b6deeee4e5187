package org.hearthgate.insight.internal.metrics;

import org.hearthgate.api.insight.GlucoseRisk;
import org.hearthgate.api.insight.TimeInRanges;

/** Adds up how much lies in which range; a share may be a reading or a minute. */
final class Ranges {
    private double veryLow;
    private double low;
    private double tight;
    private double wide;
    private double high;
    private double veryHigh;

    /** Adds so much at this value. */
    void add(double mgPerDl, double weight) {
        double value = Limits.sameInBothUnits(mgPerDl);
        if (value < Limits.VERY_LOW) {
            veryLow += weight;
        } else if (value < Limits.LOW) {
            low += weight;
        } else if (value <= Limits.TIGHT) {
            tight += weight;
        } else if (value <= Limits.HIGH) {
            wide += weight;
        } else if (value <= Limits.VERY_HIGH) {
            high += weight;
        } else {
            veryHigh += weight;
        }
    }

    /** {@return the shares of the whole, which must be more than nothing} */
    TimeInRanges shares() {
        double percent = 100 / (veryLow + low + tight + wide + high + veryHigh);
        return new TimeInRanges(
                veryLow * percent,
                low * percent,
                (tight + wide) * percent,
                high * percent,
                veryHigh * percent,
                tight * percent);
    }

    /** {@return the index of Klonoff 2022, capped at 100} */
    static double glycemiaRiskIndex(TimeInRanges ranges) {
        return Math.min(
                100,
                3.0 * ranges.veryLowPercent()
                        + 2.4 * ranges.lowPercent()
                        + 1.6 * ranges.veryHighPercent()
                        + 0.8 * ranges.highPercent());
    }

    /** {@return LBGI, HBGI (Kovatchev) and GRI of these readings} */
    static GlucoseRisk risk(Series series, TimeInRanges ranges) {
        double lows = 0;
        double highs = 0;
        for (int i = 0; i < series.size(); i++) {
            // below 1 mg/dL the logarithm has no such power, and no sensor measures
            double scale = Math.pow(Math.log(Math.max(1, series.mgPerDl(i))), 1.084) - 5.381;
            // 22.77 as published, not 10 x 1.509^2 = 22.7708, which is the same before rounding
            double risk = 22.77 * scale * scale;
            if (scale < 0) {
                lows += risk;
            } else {
                highs += risk;
            }
        }
        return new GlucoseRisk(lows / series.size(), highs / series.size(), glycemiaRiskIndex(ranges));
    }
}
