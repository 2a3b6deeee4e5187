package org.hearthgate.ingest.internal.signal;

import java.util.Arrays;
import java.util.Map;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.SensorArtefact.Artefact;

/**
 * Noise: the spread of the second differences over 30 min, by their median, checked without the oddest reading, so that neither a
 * steady rise nor one bad reading counts. White noise of standard deviation s gives second differences of s × √6. A sensor that measures
 * less often than every 7 min tells too little in 30 min and is not judged.
 */
final class Noise {
    private static final double WINDOW_MINUTES = 31;
    private static final double MOST_INTERVAL_MINUTES = 7;
    private static final int FEWEST = 4;
    /** One each half minute fills the window; what comes faster is judged by its newest. */
    private static final int MOST_READINGS = 62;

    private static final double MEDIAN_OF_NORMAL = 0.6745;
    /** Noise loses less than half of itself with its oddest reading; a spike in a calm signal loses all. */
    private static final double MOST_BY_ONE_READING = 2;

    private static final double BEGINS_MG_PER_DL = 8;
    private static final double ENDS_MG_PER_DL = 6;
    private static final double BEGINS_SHARE = 0.06;
    private static final double SHORTEST_MINUTES = 10;

    private double noise = Double.NaN;
    private boolean noisy;
    private long noisySince;
    private long noisyUntil;
    private double worst;

    /** {@return the standard deviation of the noise in mg/dL at the newest reading, NaN while unknown} */
    double mgPerDl() {
        return noise;
    }

    /** Looks at the newest reading of the trace. */
    void judge(Trace trace, double intervalMinutes, Findings findings) {
        noise = measure(trace, intervalMinutes);
        Sample newest = trace.get(0);
        double begins = Math.max(BEGINS_MG_PER_DL, BEGINS_SHARE * newest.mgPerDl());
        boolean now = noisy ? noise > begins * ENDS_MG_PER_DL / BEGINS_MG_PER_DL : noise > begins;
        if (now) {
            if (!noisy) {
                noisySince = newest.atMillis();
                worst = 0;
            }
            worst = Math.max(worst, noise);
            noisyUntil = newest.atMillis();
            findings.doubt(
                    Doubt.Flag.NOISY,
                    "The signal shakes more than glucose can",
                    Map.of("noiseMgPerDl", noise, "limitMgPerDl", begins));
        } else if (noisy && noisyUntil - noisySince >= SHORTEST_MINUTES * 60_000) {
            findings.artefact(Artefact.NOISE, noisySince, noisyUntil, Map.of("noiseMgPerDl", worst));
        }
        noisy = now;
    }

    void reset() {
        noisy = false;
        noise = Double.NaN;
    }

    private static double measure(Trace trace, double intervalMinutes) {
        if (intervalMinutes > MOST_INTERVAL_MINUTES) {
            return Double.NaN;
        }
        int most = 0;
        while (most < Math.min(trace.size(), MOST_READINGS)
                && trace.get(0).minutesSince(trace.get(most)) <= WINDOW_MINUTES) {
            most++;
        }
        var values = new double[most];
        int oddest = -1;
        double odd = 0;
        for (int i = 0; i < most; i++) {
            values[i] = trace.get(i).mgPerDl();
        }
        for (int i = 1; i + 1 < most; i++) {
            double difference = difference(trace, values, i, intervalMinutes);
            if (difference > odd) {
                odd = difference;
                oddest = i;
            }
        }
        double whole = median(trace, values, -1, intervalMinutes);
        if (oddest > 0) {
            values[oddest] = between(trace, values, oddest); // one bad reading is in three of the five differences
            whole = Math.min(whole, MOST_BY_ONE_READING * median(trace, values, oddest, intervalMinutes));
        }
        return whole / (MEDIAN_OF_NORMAL * Math.sqrt(6));
    }

    private static double median(Trace trace, double[] values, int without, double intervalMinutes) {
        var differences = new double[values.length];
        int n = 0;
        for (int i = 1; i + 1 < values.length; i++) {
            double difference = difference(trace, values, i, intervalMinutes);
            if (i != without && !Double.isNaN(difference)) {
                differences[n++] = difference;
            }
        }
        if (n < FEWEST) {
            return Double.NaN;
        }
        Arrays.sort(differences, 0, n);
        return n % 2 == 1 ? differences[n / 2] : (differences[n / 2 - 1] + differences[n / 2]) / 2;
    }

    /** The size of the second difference around a reading; NaN where a gap or the edge of the range is too near. */
    private static double difference(Trace trace, double[] values, int i, double intervalMinutes) {
        Sample later = trace.get(i - 1);
        Sample sample = trace.get(i);
        Sample earlier = trace.get(i + 1);
        double longest = Math.max(later.minutesSince(sample), sample.minutesSince(earlier));
        return later.exact() && sample.exact() && earlier.exact() && longest < 1.5 * intervalMinutes
                ? 2 * Math.abs(values[i] - between(trace, values, i))
                : Double.NaN;
    }

    private static double between(Trace trace, double[] values, int i) {
        double share =
                trace.get(i).minutesSince(trace.get(i + 1)) / trace.get(i - 1).minutesSince(trace.get(i + 1));
        return values[i + 1] + share * (values[i - 1] - values[i + 1]);
    }
}
