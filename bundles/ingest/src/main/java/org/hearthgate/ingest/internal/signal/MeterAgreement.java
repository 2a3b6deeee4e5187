package org.hearthgate.ingest.internal.signal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Doubt;

/**
 * The sensor against fingersticks within five minutes: each is paired once with the sensor, and the last 20 pairs make its bias and its
 * mean absolute relative difference (MARD). A single difference is told from 30 mg/dL below 100 and 30 % above; a good sensor stays
 * within 20 in at least 87 of 100 pairs (21 CFR 862.1355).
 */
final class MeterAgreement {
    private static final long PAIRED_MILLIS = 5 * 60_000L;
    private static final long TOWARDS_MILLIS = 20 * 60_000L;
    private static final int MOST_PAIRS = 20;
    private static final double DISAGREES = 30;
    private static final double RELATIVE_FROM_MG_PER_DL = 100;

    private final double[] difference = new double[MOST_PAIRS];
    private final double[] relative = new double[MOST_PAIRS];
    private int pairs;
    private long pairedUntil = Long.MIN_VALUE;

    void judge(Trace trace, Wearer wearer, Findings findings) {
        Sample newest = trace.get(0);
        if (!newest.exact()) {
            return;
        }
        Optional<Wearer.Event> nearest = Optional.empty();
        for (Wearer.Event stick : wearer.fingersticks()) {
            long apart = Math.abs(newest.atMillis() - stick.atMillis());
            if (stick.atMillis() > pairedUntil && apart <= PAIRED_MILLIS) {
                pair(nearestReading(trace, stick), stick);
            }
            if (apart <= PAIRED_MILLIS
                    && (nearest.isEmpty()
                            || apart
                                    < Math.abs(newest.atMillis() - nearest.get().atMillis()))) {
                nearest = Optional.of(stick);
            }
        }
        nearest.ifPresent(stick -> tell(newest, stick, findings));
    }

    /** {@return whether the newest reading moved nearer to a fingerstick of the last minutes, as after a calibration} */
    static boolean movedTowards(Trace trace, Wearer wearer) {
        if (trace.size() < 2) {
            return false;
        }
        Sample now = trace.get(0);
        Sample before = trace.get(1);
        for (Wearer.Event stick : wearer.fingersticks()) {
            long since = now.atMillis() - stick.atMillis();
            double off = Math.abs(before.mgPerDl() - stick.value());
            if (since >= 0 && since <= TOWARDS_MILLIS && Math.abs(now.mgPerDl() - stick.value()) < 0.5 * off) {
                return true;
            }
        }
        return false;
    }

    void reset() {
        pairs = 0;
    }

    private static Sample nearestReading(Trace trace, Wearer.Event stick) {
        Sample nearest = trace.get(0);
        for (int i = 1; i < trace.size() && trace.get(i).atMillis() >= stick.atMillis() - PAIRED_MILLIS; i++) {
            Sample other = trace.get(i);
            if (other.exact()
                    && Math.abs(other.atMillis() - stick.atMillis())
                            < Math.abs(nearest.atMillis() - stick.atMillis())) {
                nearest = other;
            }
        }
        return nearest;
    }

    private void pair(Sample reading, Wearer.Event stick) {
        double off = reading.mgPerDl() - stick.value();
        difference[pairs % MOST_PAIRS] = off;
        relative[pairs % MOST_PAIRS] = 100 * Math.abs(off) / stick.value();
        pairs++;
        pairedUntil = stick.atMillis();
    }

    private void tell(Sample newest, Wearer.Event stick, Findings findings) {
        double off = newest.mgPerDl() - stick.value();
        double limit = stick.value() < RELATIVE_FROM_MG_PER_DL ? DISAGREES : stick.value() * DISAGREES / 100;
        if (Math.abs(off) <= limit) {
            return;
        }
        int n = Math.min(pairs, MOST_PAIRS);
        double bias = 0;
        double mard = 0;
        for (int i = 0; i < n; i++) {
            bias += difference[i] / n;
            mard += relative[i] / n;
        }
        findings.doubt(
                Doubt.Flag.METER_DISAGREES,
                "A fingerstick within five minutes says something else",
                Map.of(
                        "differenceMgPerDl",
                        off,
                        "differencePercent",
                        100 * off / stick.value(),
                        "minutesApart",
                        (newest.atMillis() - stick.atMillis()) / 60_000.0,
                        "pairs",
                        (double) n,
                        "biasMgPerDl",
                        bias,
                        "mardPercent",
                        mard));
    }
}
