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
    private static final String[] NAMES =
            IntStream.range(0, 2 * SIZE).mapToObj(i -> "x" + i).toArray(String[]::new);
    /** Steps of a standard deviation: Tribuo's trees sort every value there is, so that fine ones cost minutes. */
    private static final double STEPS = 16;

    private static final double MOST = 6;

    private final double[] mean = new double[SIZE];
    private final double[] scale = new double[SIZE];
    private final boolean coarse;

    Inputs(List<Case> cases, boolean coarse) {
        this.coarse = coarse;
        float[][] rows = cases.stream().map(one -> LinearFeatures.of(one.row())).toArray(float[][]::new);
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
        }
    }

    <T extends Output<T>> Example<T> example(Case one, T output) {
        float[] row = LinearFeatures.of(one.row());
        var values = new double[2 * SIZE];
        for (int f = 0; f < SIZE; f++) {
            if (Float.isNaN(row[f])) {
                values[SIZE + f] = 1;
            } else {
                double value = Math.max(-MOST, Math.min(MOST, (row[f] - mean[f]) / scale[f]));
                values[f] = coarse ? Math.rint(value * STEPS) / STEPS : value;
            }
        }
        return new ArrayExample<>(output, NAMES, values);
    }
}
