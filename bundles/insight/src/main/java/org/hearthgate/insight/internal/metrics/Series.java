package org.hearthgate.insight.internal.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;

/**
 * One person's glucose in sixteen bytes a reading, so that half a year of minutes fits: ascending, one value an instant. Of several at one
 * instant the mean counts, whatever their order was.
 */
public final class Series {
    private static final double MILLIS_PER_MINUTE = 60_000;

    private final long[] at;
    private final double[] mgPerDl;

    private Series(long[] at, double[] mgPerDl) {
        this.at = at;
        this.mgPerDl = mgPerDl;
    }

    /** Collects readings in any order; the usual ascending order costs nothing. */
    public static final class Builder {
        private long[] at = new long[1024];
        private double[] mgPerDl = new double[1024];
        private int size;
        private boolean backwards;
        private boolean twice;

        /** Adds one reading. */
        public void add(Instant measuredAt, double value) {
            if (!(value > 0 && Double.isFinite(value))) {
                throw new IllegalArgumentException("glucose in mg/dL must be above 0, was " + value);
            }
            if (size == at.length) {
                at = Arrays.copyOf(at, size + size / 2);
                mgPerDl = Arrays.copyOf(mgPerDl, size + size / 2);
            }
            at[size] = measuredAt.toEpochMilli();
            mgPerDl[size] = value;
            backwards |= size > 0 && at[size] < at[size - 1];
            twice |= size > 0 && at[size] == at[size - 1];
            size++;
        }

        /** {@return what was added so far} */
        public Series build() {
            if (backwards) {
                sort();
            }
            if (backwards || twice) {
                takeMeansOfEqualInstants();
            }
            return new Series(Arrays.copyOf(at, size), Arrays.copyOf(mgPerDl, size));
        }

        private void sort() {
            Integer[] order = new Integer[size];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparingLong(i -> at[i]));
            var sortedAt = new long[size];
            var sortedMgPerDl = new double[size];
            for (int i = 0; i < size; i++) {
                sortedAt[i] = at[order[i]];
                sortedMgPerDl[i] = mgPerDl[order[i]];
            }
            at = sortedAt;
            mgPerDl = sortedMgPerDl;
        }

        private void takeMeansOfEqualInstants() {
            int kept = 0;
            for (int first = 0; first < size; ) {
                int next = first + 1;
                while (next < size && at[next] == at[first]) {
                    next++;
                }
                double[] values = Arrays.copyOfRange(mgPerDl, first, next);
                Arrays.sort(values); // so that a mean does not hang on the order in which its parts came
                at[kept] = at[first];
                mgPerDl[kept++] = Spread.mean(values);
                first = next;
            }
            size = kept;
        }
    }

    int size() {
        return at.length;
    }

    boolean isEmpty() {
        return at.length == 0;
    }

    long at(int i) {
        return at[i];
    }

    double mgPerDl(int i) {
        return mgPerDl[i];
    }

    /** {@return all values, as a copy} */
    double[] values() {
        return mgPerDl.clone();
    }

    /** {@return the same instants with other values} */
    Series map(DoubleUnaryOperator change) {
        return new Series(at, Arrays.stream(mgPerDl).map(change).toArray());
    }

    /** {@return the middle one of all steps, in whole minutes and at least one; empty below two readings} */
    OptionalLong usualStepMinutes() {
        if (at.length < 2) {
            return OptionalLong.empty();
        }
        var steps = new long[at.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = at[i + 1] - at[i];
        }
        Arrays.sort(steps);
        int half = steps.length / 2;
        double middle = steps.length % 2 == 1 ? steps[half] : (steps[half - 1] + steps[half]) / 2.0;
        return OptionalLong.of(Math.max(1, (long) Math.rint(middle / MILLIS_PER_MINUTE)));
    }

    /** {@return how long after the reading before it this one came} */
    double minutesSincePrevious(int i) {
        return (at[i] - at[i - 1]) / MILLIS_PER_MINUTE;
    }

    static long millis(long minutes) {
        return Duration.ofMinutes(minutes).toMillis();
    }
}
