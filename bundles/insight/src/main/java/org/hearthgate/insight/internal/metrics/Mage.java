package org.hearthgate.insight.internal.metrics;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The mean amplitude of the excursions above one standard deviation (Service 1970), found as Fernandes 2022 describes: where a short moving
 * average crosses a long one, a peak or a nadir of the glucose itself lies between two crossings. On a grid of five minutes; gaps above
 * three hours part the trace into stretches, which count by their length; rises and falls count alike.
 */
final class Mage {
    private static final int STEP_MINUTES = 5;
    private static final int SHORT = 5;
    private static final int LONG = 32;
    private static final int LONGEST_GAP = 36;

    private double sum;
    private double weight;

    private Mage() {}

    /** {@return MAGE in mg/dL; empty where no stretch of 160 min has an excursion} */
    static OptionalDouble of(Series series, ZoneId zone) {
        if (series.size() < 2) {
            return OptionalDouble.empty();
        }
        Grid grid = Grid.of(series, zone, STEP_MINUTES);
        var mage = new Mage();
        int from = 0;
        int end = 0;
        for (int i = 0; i < grid.size(); i++) {
            if (!grid.isKnown(i)) {
                continue;
            }
            if (end == 0 || i - end > LONGEST_GAP) {
                mage.take(grid.values(from, end));
                from = i;
            }
            end = i + 1;
        }
        mage.take(grid.values(from, end));
        return mage.weight > 0 ? OptionalDouble.of(mage.sum / mage.weight) : OptionalDouble.empty();
    }

    private void take(double[] stretch) {
        if (stretch.length < LONG) {
            return;
        }
        double[] turns = turns(stretch);
        double[] known =
                Arrays.stream(stretch).filter(value -> !Double.isNaN(value)).toArray();
        double least = Spread.standardDeviation(known, known.length).orElse(0);
        double[] upsideDown = Arrays.stream(turns).map(value -> -value).toArray();
        for (OptionalDouble mean : new OptionalDouble[] {meanRise(turns, least), meanRise(upsideDown, least)}) {
            mean.ifPresent(height -> {
                sum += height * (stretch.length - 1);
                weight += stretch.length - 1;
            });
        }
    }

    /** From a nadir to the peak that is followed by a fall of more than {@code least}; only rises of at least so much count. */
    private static OptionalDouble meanRise(double[] turns, double least) {
        double heights = 0;
        int count = 0;
        double nadir = turns[0];
        double peak = Double.NaN;
        for (double turn : turns) {
            if (Double.isNaN(peak)) {
                nadir = Math.min(nadir, turn);
                peak = turn - nadir >= least && turn > nadir ? turn : Double.NaN;
            } else if (peak - turn > least) {
                heights += peak - nadir;
                count++;
                nadir = turn;
                peak = Double.NaN;
            } else {
                peak = Math.max(peak, turn);
            }
        }
        if (!Double.isNaN(peak)) {
            heights += peak - nadir;
            count++;
        }
        return count > 0 ? OptionalDouble.of(heights / count) : OptionalDouble.empty();
    }

    /** {@return peaks and nadirs in their order: the highest while the short average is above the long one, the lowest while below} */
    private static double[] turns(double[] stretch) {
        double[] shorter = movingAverage(stretch, SHORT);
        double[] longer = movingAverage(stretch, LONG);
        var above = new double[stretch.length];
        Arrays.setAll(above, i -> shorter[i] - longer[i]);
        var turns = new double[stretch.length];
        int count = 0;
        int crossing = 0;
        int turn = 0;
        for (int i = 1; i < stretch.length; i++) {
            boolean last = i == stretch.length - 1;
            boolean known = !Double.isNaN(stretch[i]) && !Double.isNaN(stretch[i - 1]);
            boolean crosses = known && (above[i] * above[i - 1] < 0 || above[i] * above[crossing] < 0);
            if (crosses) {
                turn = furthest(stretch, turn, i, above[crossing] > 0);
                turns[count++] = stretch[turn];
                crossing = i;
            }
            if (last) {
                turns[count++] = stretch[furthest(stretch, turn, i, above[crossing] > 0)];
            }
        }
        return Arrays.copyOf(turns, count);
    }

    private static int furthest(double[] stretch, int from, int to, boolean highest) {
        int found = from;
        for (int i = from + 1; i <= to; i++) {
            if (highest ? stretch[i] > stretch[found] : stretch[i] < stretch[found]) {
                found = i;
            }
        }
        return found;
    }

    /** Of the points up to each; before there are enough, that of the first whole window. Summed anew each time: a running sum would drift. */
    private static double[] movingAverage(double[] stretch, int width) {
        var averages = new double[stretch.length];
        for (int i = width - 1; i < stretch.length; i++) {
            double sum = 0;
            int known = 0;
            for (int k = i - width + 1; k <= i; k++) {
                if (!Double.isNaN(stretch[k])) {
                    sum += stretch[k];
                    known++;
                }
            }
            averages[i] = known > 0 ? sum / known : Double.NaN;
        }
        Arrays.fill(averages, 0, width - 1, averages[width - 1]);
        return averages;
    }
}
