package org.hearthgate.forecast.tribuo.internal.model;

import java.util.Map;

/** What is to be expected after one reading: the glucose every five minutes for an hour with its intervals, and how likely a low is. */
public final class Prediction {
    /** What a sensor can show, mg/dL. */
    private static final double LEAST = 40;

    private static final double MOST = 400;

    private final double now;
    private final Map<Horizon, Outlook> outlooks;
    private final Map<Horizon, Intervals> intervals;
    private final double[] changes;
    private final double[] spreads;

    Prediction(float[] row, Map<Horizon, Outlook> outlooks, Map<Horizon, Intervals> intervals, PathShape path) {
        now = row[0];
        this.outlooks = outlooks;
        this.intervals = intervals;
        Outlook in30 = outlooks.get(Horizon.MINUTES_30);
        Outlook in60 = outlooks.get(Horizon.MINUTES_60);
        changes = path.changes(PathShape.inputs(in30.change(), in60.change(), row));
        spreads = new double[PathShape.STEPS];
        for (int step = 0; step < PathShape.STEPS; step++) {
            // each half of the path hangs on the end that it leads to
            spreads[step] = step < PathShape.STEPS / 2
                    ? in30.spread() * path.spreads()[step] / path.spreads()[PathShape.STEPS / 2 - 1]
                    : in60.spread() * path.spreads()[step] / path.spreads()[PathShape.STEPS - 1];
        }
    }

    /** {@return the glucose so many steps of 5 min ahead, mg/dL} @param step 1 to 12 */
    public double mgPerDl(int step) {
        return within(now + changes[step - 1]);
    }

    /** {@return below what the glucose will be in this share of cases, mg/dL} @param level 0.025 to 0.975 */
    public double edgeMgPerDl(int step, double level) {
        Intervals of = intervals.get(step <= PathShape.STEPS / 2 ? Horizon.MINUTES_30 : Horizon.MINUTES_60);
        return within(now + changes[step - 1] + spreads[step - 1] * of.spreads(level));
    }

    /** {@return how likely a reading below 70 mg/dL within this time is; no less within 60 min than within 30} */
    public double probabilityOfLow(Horizon horizon) {
        double within30 = outlooks.get(Horizon.MINUTES_30).probability();
        return horizon == Horizon.MINUTES_30
                ? within30
                : Math.max(within30, outlooks.get(Horizon.MINUTES_60).probability());
    }

    /** {@return what a sensor would show of it, mg/dL} */
    public static double within(double mgPerDl) {
        return Math.max(LEAST, Math.min(MOST, mgPerDl));
    }
}
