package org.hearthgate.api.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much the time between heart beats varies: the time-domain measures of the Task Force of the ESC and NASPE (Circulation 1996;93:1043),
 * computed on normal beats only. For forecasts and rules; advice, never a diagnosis.
 *
 * <p>An interval is left out as an artefact or an ectopic beat if it lies outside 240 to 2500 ms (250 to 24 beats a minute), or if it
 * differs by more than 20 % from the median of the up to five intervals around it. The 20 % are Malik's. He compares with the last interval
 * that was kept, where one wrong beginning has all that follow left out; the median around a beat cannot be led astray so, and catches the
 * pause behind an extra beat too. Differences are taken between neighbours that both were kept, never across one that was left out.
 *
 * <p>With fewer than {@value #LEAST_BEATS} intervals kept, or less than four fifths of those given, there is no figure at all: a minute is
 * the shortest stretch on which RMSSD, SDNN and pNN50 agree with those of five minutes (Shaffer and Ginsberg, Front Public Health
 * 2017;5:258), and half of that with a slow heart is {@value #LEAST_BEATS} beats.
 *
 * @param rmssdMillis root of the mean square of successive differences, in ms
 * @param sdnnMillis standard deviation of the normal intervals (n - 1), in ms
 * @param pnn50Percent share of successive differences of more than 50 ms, 0 to 100
 * @param meanMillis mean of the normal intervals, in ms
 * @param beats how many intervals it rests on
 * @param validShare share of the intervals given that were kept, 0.8 to 1
 */
public record HeartRateVariability(
        double rmssdMillis, double sdnnMillis, double pnn50Percent, double meanMillis, int beats, double validShare) {
    /** With fewer normal intervals nothing is computed. */
    public static final int LEAST_BEATS = 30;

    private static final double LEAST_SHARE = 0.8;
    private static final double SHORTEST_MILLIS = 240;
    private static final double LONGEST_MILLIS = 2500;
    private static final double MOST_DEVIATION = 0.2;
    private static final int AROUND = 2;
    private static final double LARGE_DIFFERENCE_MILLIS = 50;
    private static final double MILLIS_PER_1024TH = 1000 / 1024.0;

    /**
     * {@return the variability of one unbroken run of intervals; empty where too little of it can be used} Pure; any thread.
     *
     * @param intervals1024ths in 1/1024 s, as {@code HeartRate} has them, oldest first
     */
    public static Optional<HeartRateVariability> of(List<Integer> intervals1024ths) {
        return ofRuns(List.of(intervals1024ths));
    }

    /**
     * {@return the variability of several runs with pauses between them: no difference is taken from one run to the next} Pure; any thread.
     *
     * @param runs of intervals in 1/1024 s, each oldest first
     */
    public static Optional<HeartRateVariability> ofRuns(List<List<Integer>> runs) {
        var sums = new Sums();
        runs.forEach(sums::add);
        return sums.figures();
    }

    /** What is summed up over the runs. Intervals are counted from 800 ms, where squares stay small. */
    private static final class Sums {
        private static final double ORIGIN_MILLIS = 800;

        private int given;
        private int kept;
        private double sum;
        private double sumOfSquares;
        private int pairs;
        private int largePairs;
        private double squaredDifferences;

        void add(List<Integer> run) {
            double[] millis = run.stream()
                    .mapToDouble(interval -> interval * MILLIS_PER_1024TH)
                    .toArray();
            given += millis.length;
            boolean previousKept = false;
            for (int i = 0; i < millis.length; i++) {
                boolean keep = normal(millis, i);
                if (keep) {
                    kept++;
                    sum += millis[i] - ORIGIN_MILLIS;
                    sumOfSquares += (millis[i] - ORIGIN_MILLIS) * (millis[i] - ORIGIN_MILLIS);
                }
                if (keep && previousKept) {
                    double difference = Math.abs(millis[i] - millis[i - 1]);
                    pairs++;
                    squaredDifferences += difference * difference;
                    largePairs += difference > LARGE_DIFFERENCE_MILLIS ? 1 : 0;
                }
                previousKept = keep;
            }
        }

        private static boolean normal(double[] millis, int at) {
            if (!(millis[at] >= SHORTEST_MILLIS && millis[at] <= LONGEST_MILLIS)) {
                return false;
            }
            double[] around =
                    Arrays.copyOfRange(millis, Math.max(0, at - AROUND), Math.min(millis.length, at + AROUND + 1));
            Arrays.sort(around);
            int middle = around.length / 2;
            double median = around.length % 2 == 1 ? around[middle] : (around[middle - 1] + around[middle]) / 2;
            return Math.abs(millis[at] - median) <= MOST_DEVIATION * median;
        }

        Optional<HeartRateVariability> figures() {
            double share = given == 0 ? 0 : kept / (double) given;
            if (kept < LEAST_BEATS || share < LEAST_SHARE || pairs == 0) {
                return Optional.empty();
            }
            double variance = Math.max(0, (sumOfSquares - sum * sum / kept) / (kept - 1));
            return Optional.of(new HeartRateVariability(
                    Math.sqrt(squaredDifferences / pairs),
                    Math.sqrt(variance),
                    100.0 * largePairs / pairs,
                    ORIGIN_MILLIS + sum / kept,
                    kept,
                    share));
        }
    }
}
