package org.hearthgate.forecast.tribuo.internal.compare;

import java.util.List;
import java.util.stream.IntStream;
import org.hearthgate.forecast.tribuo.internal.linear.LinearFeatures;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;

/** The columns every model of Tribuo's sees: standardised by the training, the mean where something is not known, and a 1 beside it. */
final class Inputs {
    private static final int SIZE = LinearFeatures.NAMES.size();
    /** A feature that is seldomer unknown gets no column to say so. */
    private static final double LEAST_SHARE_UNKNOWN = 0.01;

    /** Steps of a standard deviation: Tribuo's trees sort every value there is, so that fine ones cost minutes. */
    private static final double STEPS = 8;

    private static final double MOST = 4;

    private final double[] mean = new double[SIZE];
    private final double[] scale = new double[SIZE];
    /** by feature: which column says that it is not known, or -1 */
    private final int[] flag = new int[SIZE];

    private final String[] names;
    private final boolean coarse;

    Inputs(List<Case> cases, boolean coarse) {
        this.coarse = coarse;
        float[][] rows = cases.stream().map(one -> LinearFeatures.of(one.row())).toArray(float[][]::new);
        int columns = SIZE;
        for (int f = 0; f < SIZE; f++) {
            int n = 0;
            double squares = 0;
            for (float[] row : rows) {
                if (!Float.isNaN(row[f])) {
                    n++;
                    double off = row[f] - mean[f];
                    mean[f] += off / n;
                    squares += off * (row[f] - mean[f]);
                }
            }
            scale[f] = n < 2 || squares == 0 ? 1 : Math.sqrt(squares / n);
            flag[f] = 1 - (double) n / rows.length < LEAST_SHARE_UNKNOWN ? -1 : columns++;
        }
        names = IntStream.range(0, columns).mapToObj(i -> "x" + i).toArray(String[]::new);
    }

    <T extends Output<T>> Example<T> example(Case one, T output) {
        float[] row = LinearFeatures.of(one.row());
        var values = new double[names.length];
        for (int f = 0; f < SIZE; f++) {
            if (Float.isNaN(row[f])) {
                if (flag[f] >= 0) {
                    values[flag[f]] = 1;
                }
            } else {
                double value = Math.max(-MOST, Math.min(MOST, (row[f] - mean[f]) / scale[f]));
                // plus 0: Tribuo's trees sort -0 before 0 and yet take them for one, and then count wrongly
                values[f] = coarse ? Math.rint(value * STEPS) / STEPS + 0.0 : value;
            }
        }
        return new ArrayExample<>(output, names, values);
    }
}
