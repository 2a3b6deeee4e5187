package org.hearthgate.forecast.tribuo.internal.compare;

import java.util.Arrays;
import java.util.Random;

/** Two hidden layers of 32 and 16 rectified sums and one sum at the end, taught by Adam. The same seed makes the same weights. */
final class Perceptron {
    private static final int[] HIDDEN = {32, 16};
    private static final int BATCH = 64;
    private static final double RATE = 0.001;
    private static final double FORGETS = 0.9;
    private static final double FORGETS_SQUARES = 0.999;

    private final int[] sizes;
    /** by layer: for each of its sums the weights and then the offset */
    private final double[][] weights;

    private final double[][] gradient;
    private final double[][] momentum;
    private final double[][] squares;
    private final double[][] values;
    private final double[][] errors;
    private final boolean logistic;
    private int steps;

    /** @param logistic whether the sum at the end is log odds of a target of 0 or 1; otherwise squares are to be small */
    Perceptron(int inputs, boolean logistic, Random random) {
        this.logistic = logistic;
        sizes = new int[] {inputs, HIDDEN[0], HIDDEN[1], 1};
        int layers = sizes.length - 1;
        weights = new double[layers][];
        gradient = new double[layers][];
        momentum = new double[layers][];
        squares = new double[layers][];
        values = new double[layers + 1][];
        errors = new double[layers + 1][];
        for (int l = 0; l < layers; l++) {
            int size = sizes[l + 1] * (sizes[l] + 1);
            weights[l] = new double[size];
            gradient[l] = new double[size];
            momentum[l] = new double[size];
            squares[l] = new double[size];
            double spread = Math.sqrt(2.0 / sizes[l]);
            for (int o = 0; o < sizes[l + 1] && l < layers - 1; o++) {
                for (int i = 0; i < sizes[l]; i++) {
                    weights[l][o * (sizes[l] + 1) + i] = spread * random.nextGaussian();
                }
            }
        }
        for (int l = 0; l <= layers; l++) {
            values[l] = new double[sizes[l]];
            errors[l] = new double[sizes[l]];
        }
    }

    void teach(double[][] rows, double[] targets, int epochs, Random random) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = shuffled(rows.length, random);
            for (int from = 0; from < rows.length; from += BATCH) {
                int to = Math.min(rows.length, from + BATCH);
                for (int n = from; n < to; n++) {
                    double said = sum(rows[order[n]]);
                    double error = (logistic ? 1 / (1 + Math.exp(-said)) : said) - targets[order[n]];
                    backwards(error / (to - from));
                }
                step();
            }
        }
    }

    private static int[] shuffled(int n, Random random) {
        var order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** {@return the sum at the end} Not thread-safe. */
    double sum(double[] row) {
        values[0] = row;
        for (int l = 0; l < weights.length; l++) {
            int wide = sizes[l] + 1;
            for (int o = 0; o < sizes[l + 1]; o++) {
                double sum = weights[l][o * wide + sizes[l]];
                for (int i = 0; i < sizes[l]; i++) {
                    sum += weights[l][o * wide + i] * values[l][i];
                }
                values[l + 1][o] = l < weights.length - 1 ? Math.max(0, sum) : sum;
            }
        }
        return values[weights.length][0];
    }

    private void backwards(double error) {
        errors[weights.length][0] = error;
        for (int l = weights.length - 1; l >= 0; l--) {
            int wide = sizes[l] + 1;
            Arrays.fill(errors[l], 0);
            for (int o = 0; o < sizes[l + 1]; o++) {
                double off = errors[l + 1][o];
                if (off == 0 || l < weights.length - 1 && values[l + 1][o] == 0) {
                    continue;
                }
                gradient[l][o * wide + sizes[l]] += off;
                for (int i = 0; i < sizes[l]; i++) {
                    gradient[l][o * wide + i] += off * values[l][i];
                    errors[l][i] += off * weights[l][o * wide + i];
                }
            }
        }
    }

    private void step() {
        steps++;
        double first = 1 - Math.pow(FORGETS, steps);
        double second = 1 - Math.pow(FORGETS_SQUARES, steps);
        for (int l = 0; l < weights.length; l++) {
            for (int w = 0; w < weights[l].length; w++) {
                double g = gradient[l][w];
                momentum[l][w] = FORGETS * momentum[l][w] + (1 - FORGETS) * g;
                squares[l][w] = FORGETS_SQUARES * squares[l][w] + (1 - FORGETS_SQUARES) * g * g;
                weights[l][w] -= RATE * (momentum[l][w] / first) / (Math.sqrt(squares[l][w] / second) + 1e-8);
                gradient[l][w] = 0;
            }
        }
    }

    int weights() {
        int n = 0;
        for (double[] some : weights) {
            n += some.length;
        }
        return n;
    }
}
