package org.hearthgate.forecast.tribuo.internal.features;

/**
 * The last four hours every five minutes back from a reading. Between two readings up to 20 min apart lies the straight line; in a longer
 * gap, and before the first reading, nothing (NaN). Nothing after the reading is looked at.
 */
final class Grid {
    static final int STEP_MINUTES = 5;
    static final int POINTS = 48;
    /** mg/dL, the newest first */
    final double[] mgPerDl = new double[POINTS + 1];

    static Grid of(Channel glucose, int newest) {
        var grid = new Grid();
        int after = newest;
        for (int k = 0; k <= POINTS; k++) {
            int minute = glucose.minute(newest) - STEP_MINUTES * k;
            while (after > 0 && glucose.minute(after - 1) >= minute) {
                after--;
            }
            grid.mgPerDl[k] = at(glucose, after, minute);
        }
        return grid;
    }

    /** The value at a minute, {@code after} being the first reading at or after it. */
    private static double at(Channel glucose, int after, int minute) {
        int apart = after == 0 ? Integer.MAX_VALUE : glucose.minute(after) - glucose.minute(after - 1);
        if (glucose.minute(after) == minute) {
            return glucose.value(after);
        }
        if (after == 0 || apart > Runs.LONGEST_STEP_MINUTES) {
            return Double.NaN;
        }
        double share = (double) (minute - glucose.minute(after - 1)) / apart;
        return glucose.value(after - 1) + share * (glucose.value(after) - glucose.value(after - 1));
    }

    /** {@return the least-squares slope from the {@code from}-th to the {@code to}-th point back, in mg/dL per min} */
    double slope(int from, int to) {
        double n = 0;
        double x1 = 0;
        double y1 = 0;
        double xx = 0;
        double xy = 0;
        for (int k = from; k <= to; k++) {
            if (!Double.isNaN(mgPerDl[k])) {
                double x = -STEP_MINUTES * k;
                n++;
                x1 += x;
                y1 += mgPerDl[k];
                xx += x * x;
                xy += x * mgPerDl[k];
            }
        }
        return n < 2 ? Double.NaN : (n * xy - x1 * y1) / (n * xx - x1 * x1);
    }
}
