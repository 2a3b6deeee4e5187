package org.hearthgate.ingest.internal.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How noisy a sensor is now: how far each of its last samples lies from the straight line between its neighbours. The median of those
 * distances, so that one outlier is no noise, scaled to a standard deviation. What moves slowly, glucose or drift, is not seen by it.
 */
final class Noise {
    private static final int FEWEST = 3;
    private static final int MOST = 24;
    private static final long LOOK_BACK = 60 * 60_000L;
    private static final double NORMAL = 1.4826;
    /** A distance has the noise of the sample and half of that of each neighbour. */
    private static final double OF_ONE = 1 / Math.sqrt(1.5);

    private Noise() {}

    /** {@return standard deviation in mg/dL; empty while there are too few samples} */
    static OptionalDouble of(Samples samples) {
        if (samples.size() < FEWEST + 2) {
            return OptionalDouble.empty();
        }
        long newest = samples.get(samples.size() - 1).at();
        long lookBack = Math.max(LOOK_BACK, 6 * samples.gridMillis());
        List<Sample> last = samples.between(newest - lookBack, newest, MOST);
        long longestGap = 2 * samples.gridMillis() + 60_000;
        var distances = new double[MOST];
        int n = 0;
        for (int i = 1; i < last.size() - 1; i++) {
            Sample before = last.get(i - 1);
            Sample here = last.get(i);
            Sample after = last.get(i + 1);
            if (before.sound() && here.sound() && after.sound() && after.at() - before.at() <= longestGap) {
                double share = (double) (here.at() - before.at()) / Math.max(1, after.at() - before.at());
                distances[n++] =
                        Math.abs(here.mgPerDl() - before.mgPerDl() - share * (after.mgPerDl() - before.mgPerDl()));
            }
        }
        if (n < FEWEST) {
            return OptionalDouble.empty();
        }
        Arrays.sort(distances, 0, n);
        double median = n % 2 == 1 ? distances[n / 2] : (distances[n / 2 - 1] + distances[n / 2]) / 2;
        return OptionalDouble.of(NORMAL * OF_ONE * median);
    }
}
