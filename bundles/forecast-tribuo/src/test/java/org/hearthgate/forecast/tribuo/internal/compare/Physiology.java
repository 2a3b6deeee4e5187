package org.hearthgate.forecast.tribuo.internal.compare;

import java.util.List;
import org.hearthgate.forecast.tribuo.internal.features.Channel;

/**
 * What physiology alone foretells: a momentum that fades, less what the insulin on board will do (exponential model, 360 min, peak at 75),
 * plus what is still to be absorbed (Scheiner's parabola, 180 min). How much of the momentum stays, the insulin's sensitivity and the
 * carbohydrates' are fitted by least squares to the training part of the other people: nobody's own are recorded. Whoever records no doses
 * has the momentum alone.
 */
final class Physiology extends Straightforward {
    private static final double FADES_MINUTES = 30;
    private static final double ACTION = 360;
    private static final double PEAK = 75;
    private static final double TAU = PEAK * (1 - PEAK / ACTION) / (1 - 2 * PEAK / ACTION);
    private static final double RISE = 2 * TAU / ACTION;
    private static final double SCALE = 1 / (1 - RISE + (1 + RISE) * Math.exp(-ACTION / TAU));
    private static final double ABSORBED = 180;

    private final double[][] weights = new double[Case.HORIZONS.length][3];

    @Override
    public String name() {
        return "physiology: fading momentum, IOB, COB";
    }

    @Override
    int numbers() {
        return 2 + 6;
    }

    @Override
    void learn(List<Case> cases) {
        for (int h = 0; h < weights.length; h++) {
            var left = new double[3][3];
            var right = new double[3];
            for (Case one : cases) {
                if (!Float.isNaN(one.change()[h])) {
                    double[] x = causes(one, Case.HORIZONS[h]);
                    for (int i = 0; i < 3; i++) {
                        right[i] += x[i] * one.change()[h];
                        for (int j = 0; j < 3; j++) {
                            left[i][j] += x[i] * x[j];
                        }
                    }
                }
            }
            weights[h] = solved(left, right);
        }
    }

    @Override
    double change(Case one, int horizon) {
        double[] x = causes(one, Case.HORIZONS[horizon]);
        return weights[horizon][0] * x[0] + weights[horizon][1] * x[1] + weights[horizon][2] * x[2];
    }

    /** Faded momentum in mg/dL, insulin that will have acted in U, carbohydrate that will have been absorbed in g. */
    private static double[] causes(Case one, int minutes) {
        float slope = one.feature("slope of 15 min");
        double momentum = Float.isNaN(slope) ? 0 : slope * FADES_MINUTES * (1 - Math.exp(-minutes / FADES_MINUTES));
        double insulin = 0;
        Channel bolus = one.history().bolus;
        for (int i = bolus.upTo(one.minute()) - 1; i >= 0 && one.minute() - bolus.minute(i) < ACTION; i--) {
            double since = one.minute() - (double) bolus.minute(i);
            insulin += bolus.value(i) * (onBoard(since) - onBoard(since + minutes));
        }
        double eaten = 0;
        Channel meals = one.history().carbohydrate;
        for (int i = meals.upTo(one.minute()) - 1; i >= 0 && one.minute() - meals.minute(i) < ABSORBED; i--) {
            double since = one.minute() - (double) meals.minute(i);
            eaten += meals.value(i) * (absorbed(since + minutes) - absorbed(since));
        }
        return new double[] {momentum, insulin, eaten};
    }

    static double onBoard(double t) {
        return t >= ACTION
                ? 0
                : 1
                        - SCALE
                                * (1 - RISE)
                                * ((t * t / (TAU * ACTION * (1 - RISE)) - t / TAU - 1) * Math.exp(-t / TAU) + 1);
    }

    private static double absorbed(double minutes) {
        double x = Math.min(1, minutes / ABSORBED);
        return x <= 0.5 ? 2 * x * x : -1 + 2 * x * (2 - x);
    }

    /** Cramer's rule, with a grain of ridge for people without any doses. */
    private static double[] solved(double[][] left, double[] right) {
        for (int i = 0; i < 3; i++) {
            left[i][i] += 1e-3;
        }
        double all = determinant(left);
        var solution = new double[3];
        for (int i = 0; i < 3; i++) {
            var replaced = new double[3][];
            for (int row = 0; row < 3; row++) {
                replaced[row] = left[row].clone();
                replaced[row][i] = right[row];
            }
            solution[i] = determinant(replaced) / all;
        }
        return solution;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
}
