package org.hearthgate.insight.internal.metrics;

import java.util.OptionalDouble;

/** Mean, standard deviation and percentiles, each written once. */
final class Spread {
    private Spread() {}

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** {@return by n - 1, over the first {@code size}; empty below two values} */
    static OptionalDouble standardDeviation(double[] values, int size) {
        if (size < 2) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[i];
        }
        double mean = sum / size;
        double squares = 0; // a second pass: the sum of squares alone would lose digits
        for (int i = 0; i < size; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return OptionalDouble.of(Math.sqrt(squares / (size - 1)));
    }

    /** {@return the value below which this share lies, on the line between the two nearest: type 7 of R} */
    static double quantile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
