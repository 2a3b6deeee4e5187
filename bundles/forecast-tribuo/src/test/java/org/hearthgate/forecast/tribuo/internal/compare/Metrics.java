package org.hearthgate.forecast.tribuo.internal.compare;

import java.util.Arrays;

/** What is measured of a model at one horizon, over all people together. Memory grows with the cases. */
final class Metrics {
    private double squares;
    private double absolute;
    private int forecasts;
    private double[] probabilities = new double[1024];
    private boolean[] came = new boolean[1024];
    private int n;
    private double brier;
    private int right;

    void glucose(double foretold, double came) {
        squares += (foretold - came) * (foretold - came);
        absolute += Math.abs(foretold - came);
        forecasts++;
    }

    void low(double probability, boolean low) {
        if (n == probabilities.length) {
            probabilities = Arrays.copyOf(probabilities, 2 * n);
            came = Arrays.copyOf(came, 2 * n);
        }
        probabilities[n] = probability;
        came[n++] = low;
        brier += Math.pow(probability - (low ? 1 : 0), 2);
        right += probability >= 0.5 == low ? 1 : 0;
    }

    double rmse() {
        return Math.sqrt(squares / forecasts);
    }

    double mae() {
        return absolute / forecasts;
    }

    double brier() {
        return brier / n;
    }

    /** {@return how often a warning at 0.5 or more was right, and silence below} */
    double accuracy() {
        return (double) right / n;
    }

    double accuracyOfNeverWarning() {
        return 1 - (double) lows() / n;
    }

    int forecasts() {
        return forecasts;
    }

    int cases() {
        return n;
    }

    int lows() {
        int lows = 0;
        for (int i = 0; i < n; i++) {
            lows += came[i] ? 1 : 0;
        }
        return lows;
    }

    /** {@return how often a case with a low has the higher probability than one without; ties count half} */
    double auroc() {
        return ranked().auroc;
    }

    /** {@return the average precision; cases of one probability are taken together} */
    double averagePrecision() {
        return ranked().averagePrecision;
    }

    private record Ranked(double auroc, double averagePrecision) {}

    private Ranked ranked() {
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(probabilities[b], probabilities[a]));
        double lows = lows();
        double pairs = 0;
        double precision = 0;
        int truePositives = 0;
        int falsePositives = 0;
        for (int i = 0; i < n; ) {
            int low = 0;
            int not = 0;
            int j = i;
            for (; j < n && probabilities[order[j]] == probabilities[order[i]]; j++) {
                if (came[order[j]]) {
                    low++;
                } else {
                    not++;
                }
            }
            pairs += not * (truePositives + low / 2.0);
            truePositives += low;
            falsePositives += not;
            precision += low / lows * truePositives / (truePositives + falsePositives);
            i = j;
        }
        return new Ranked(pairs / (lows * (n - lows)), precision);
    }
}
