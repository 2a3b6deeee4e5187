package org.hearthgate.forecast.tribuo.internal.linear;

import java.util.ArrayList;
import java.util.List;

/** How the columns of the training lie: each is brought to mean 0 and standard deviation 1 by what the training rows say, and no others. */
final class Standard {
    /** A column unknown in fewer of the rows, or known in fewer, gets no weight for being so. */
    private static final double LEAST_SHARE_UNKNOWN = 0.01;

    private final List<Column> columns = new ArrayList<>();
    private final int flags;

    private record Column(int at, double mean, double scale, boolean flagged) {}

    /** @param targets rows without one do not count */
    Standard(float[][] rows, float[] targets) {
        int flagged = 0;
        for (int f = 0; f < LinearFeatures.size(); f++) {
            int all = 0;
            int known = 0;
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < rows.length; i++) {
                if (Float.isNaN(targets[i])) {
                    continue;
                }
                all++;
                float value = rows[i][f];
                if (!Float.isNaN(value)) {
                    known++;
                    double off = value - mean; // Welford: exact where sum and squares would cancel
                    mean += off / known;
                    squares += off * (value - mean);
                }
            }
            double unknown = 1 - (double) known / all;
            double scale = Math.sqrt(squares / known);
            if (known > 1 && scale > 1e-6) {
                boolean speaks = unknown >= LEAST_SHARE_UNKNOWN && unknown <= 1 - LEAST_SHARE_UNKNOWN;
                columns.add(new Column(f, mean, scale, speaks));
                flagged += speaks ? 1 : 0;
            }
        }
        flags = flagged;
    }

    int size() {
        return columns.size() + flags;
    }

    /** The columns first, then one for each that is often unknown: 1 where it is. */
    void put(float[] row, double[] into) {
        int flag = columns.size();
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            float value = row[column.at];
            into[c] = Float.isNaN(value) ? 0 : (value - column.mean) / column.scale;
            if (column.flagged) {
                into[flag++] = Float.isNaN(value) ? 1 : 0;
            }
        }
    }

    LinearModel model(double[] weights, double intercept) {
        var terms = new ArrayList<LinearTerm>();
        int flag = columns.size();
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            double whenUnknown = column.flagged ? weights[flag++] : 0;
            terms.add(new LinearTerm(
                    LinearFeatures.index(column.at), weights[c], column.mean, column.scale, whenUnknown));
        }
        return new LinearModel(terms, intercept);
    }
}
