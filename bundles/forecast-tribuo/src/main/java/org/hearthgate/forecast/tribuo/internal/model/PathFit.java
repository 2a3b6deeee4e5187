package org.hearthgate.forecast.tribuo.internal.model;

import java.util.function.Consumer;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/** Sums up cases until a {@link PathShape} can be fitted to them: least squares with a little ridge, by step. */
final class PathFit {
    private static final int EVERY = 7;
    private static final double RIDGE = 1;
    private static final int AT_30 = 5;
    private static final int AT_60 = 11;

    private final double[][][] products = new double[PathShape.STEPS][PathShape.INPUTS][PathShape.INPUTS + 1];
    private final double[] off = new double[PathShape.STEPS];
    private final double[] cases = new double[PathShape.STEPS];

    /**
     * One moment whose future is known.
     *
     * @param spreadIn30 mg/dL
     */
    record Case(double[] inputs, double spreadIn30, Channel glucose, int from, int knownBefore) {
        /** {@return the change that came by a step, mg/dL; NaN where it is not known} */
        double came(int step) {
            int minutes = PathShape.STEP_MINUTES * (step + 1);
            return glucose.minute(from) + minutes < knownBefore
                    ? Outcome.glucose(glucose, from, minutes) - glucose.value(from)
                    : Double.NaN;
        }
    }

    /** Tells every seventh moment of a person, as a member sees it. */
    static void cases(PopulationTraining.Person person, Member member, Consumer<Case> consumer) {
        Channel glucose = person.history().glucose;
        for (int i = 0; i < glucose.upTo(person.knownBefore() - 1); i += EVERY) {
            if (Runs.minutes(glucose, i) >= Runs.LEAST_RUN_MINUTES) {
                float[] row = Features.at(person.history(), i, person.clockAheadMinutes());
                Outlook in30 = member.outlook(Horizon.MINUTES_30, row);
                double in60 = member.outlook(Horizon.MINUTES_60, row).change();
                consumer.accept(new Case(
                        PathShape.inputs(in30.change(), in60, row), in30.spread(), glucose, i, person.knownBefore()));
            }
        }
    }

    void take(Case one) {
        double[] inputs = one.inputs();
        for (int step = 0; step < PathShape.STEPS; step++) {
            double came = one.came(step);
            if (Double.isNaN(came)) {
                continue;
            }
            for (int i = 0; i < PathShape.INPUTS; i++) {
                for (int k = 0; k < PathShape.INPUTS; k++) {
                    products[step][i][k] += inputs[i] * inputs[k];
                }
                products[step][i][PathShape.INPUTS] += inputs[i] * came;
            }
        }
    }

    /** The second time over the same cases: how far off the path is, in spreads. */
    void measure(PathShape shape, Case one) {
        double[] changes = shape.changes(one.inputs());
        for (int step = 0; step < PathShape.STEPS; step++) {
            double came = one.came(step);
            if (!Double.isNaN(came)) {
                off[step] += Math.abs(came - changes[step]) / one.spreadIn30();
                cases[step]++;
            }
        }
    }

    PathShape shape() {
        var weights = new double[PathShape.STEPS][];
        for (int step = 0; step < PathShape.STEPS; step++) {
            weights[step] = step == AT_30 || step == AT_60
                    ? PathShape.STRAIGHT.weights()[step].clone()
                    : solved(products[step]);
        }
        return new PathShape(weights, PathShape.STRAIGHT.spreads());
    }

    PathShape withSpreads(PathShape shape) {
        var spreads = new double[PathShape.STEPS];
        for (int step = 0; step < PathShape.STEPS; step++) {
            spreads[step] = cases[step] == 0 ? shape.spreads()[step] : off[step] / cases[step];
        }
        return new PathShape(shape.weights(), spreads);
    }

    /** Gauss with pivots on a copy. */
    private static double[] solved(double[][] of) {
        int n = PathShape.INPUTS;
        var a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = of[i].clone();
            a[i][i] += RIDGE;
        }
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int k = i + 1; k < n; k++) {
                pivot = Math.abs(a[k][i]) > Math.abs(a[pivot][i]) ? k : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[i];
            a[i] = row;
            for (int k = i + 1; k < n; k++) {
                double factor = a[k][i] / row[i];
                for (int j = i; j <= n; j++) {
                    a[k][j] -= factor * row[j];
                }
            }
        }
        var x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = a[i][n];
            for (int k = i + 1; k < n; k++) {
                sum -= a[i][k] * x[k];
            }
            x[i] = sum / a[i][i];
        }
        return x;
    }
}
