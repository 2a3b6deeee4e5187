package org.hearthgate.ingest.internal.signal;

import java.util.Arrays;
import java.util.Map;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.SensorArtefact.Artefact;

/**
 * Noise: the spread of the second differences over 30 min, by their median, so that neither a steady rise nor one bad reading counts.
 * White noise of standard deviation s gives second differences of s × √6. A sensor that measures less often than every 7 min tells too
 * little in 30 min and is not judged.
 */
final class Noise {
    private static final double WINDOW_MINUTES = 31;
    private static final double MOST_INTERVAL_MINUTES = 7;
    private static final int FEWEST = 4;
    private static final double MEDIAN_OF_NORMAL = 0.6745;
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
        var differences = new double[Trace.MOST];
        int n = 0;
        for (int i = 0; i + 2 < trace.size(); i++) {
            Sample a = trace.get(i);
            Sample b = trace.get(i + 1);
            Sample c = trace.get(i + 2);
            if (trace.get(0).minutesSince(c) > WINDOW_MINUTES) {
                break;
            }
            double later = a.minutesSince(b);
            double earlier = b.minutesSince(c);
            if (a.exact() && b.exact() && c.exact() && Math.max(later, earlier) < 1.5 * intervalMinutes) {
                double expected = c.mgPerDl() + (a.mgPerDl() - c.mgPerDl()) * earlier / (earlier + later);
                differences[n++] = 2 * Math.abs(b.mgPerDl() - expected);
            }
        }
        if (n < FEWEST) {
            return Double.NaN;
        }
        Arrays.sort(differences, 0, n);
        double median = n % 2 == 1 ? differences[n / 2] : (differences[n / 2 - 1] + differences[n / 2]) / 2;
        return median / (MEDIAN_OF_NORMAL * Math.sqrt(6));
    }
}
