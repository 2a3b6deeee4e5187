package org.hearthgate.forecast.tribuo.internal.figures;

import java.util.function.IntToDoubleFunction;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;

/** How far off the path was, every five minutes for an hour, beside "it stays as it is". */
final class PathErrors {
    static final int STEPS = 12;
    static final int STEP_MINUTES = 5;

    private final long[] cases = new long[STEPS];
    private final double[] squares = new double[STEPS];
    private final double[] sums = new double[STEPS];
    private final double[] squaresOfStaying = new double[STEPS];

    /** @param mgPerDl what was foretold, by step */
    void take(Channel glucose, int at, IntToDoubleFunction mgPerDl) {
        for (int step = 1; step <= STEPS; step++) {
            double came = Outcome.glucose(glucose, at, step * STEP_MINUTES);
            if (!Double.isNaN(came)) {
                double off = mgPerDl.applyAsDouble(step) - came;
                double stayed = glucose.value(at) - came;
                cases[step - 1]++;
                squares[step - 1] += off * off;
                sums[step - 1] += Math.abs(off);
                squaresOfStaying[step - 1] += stayed * stayed;
            }
        }
    }

    /** {@return how many cases are known} @param step 1 to 12, as in all that follow */
    long cases(int step) {
        return cases[step - 1];
    }

    /** mg/dL */
    double rootMeanSquare(int step) {
        return Math.sqrt(squares[step - 1] / cases[step - 1]);
    }

    /** mg/dL */
    double meanAbsolute(int step) {
        return sums[step - 1] / cases[step - 1];
    }

    /** mg/dL */
    double rootMeanSquareOfStaying(int step) {
        return Math.sqrt(squaresOfStaying[step - 1] / cases[step - 1]);
    }
}
