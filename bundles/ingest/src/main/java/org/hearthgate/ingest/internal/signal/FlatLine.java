package org.hearthgate.ingest.internal.signal;

import java.util.Map;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.SensorArtefact.Artefact;

/**
 * A sensor that hangs repeats itself. How often a healthy one does depends on its steps and its smoothing, so each sensor's own share of
 * repeats is learnt, and a run counts when chance would bring it less than once in a hundred thousand.
 */
final class FlatLine {
    private static final double SHORTEST_MINUTES = 24;
    private static final int FEWEST_REPEATS = 5;
    private static final double BY_CHANCE = 1e-5;
    private static final double SHARE_AT_FIRST = 0.12;
    private static final double LEAST_SHARE = 0.08;
    private static final double MEMORY_READINGS = 288;
    private static final double MOST_INTERVALS_APART = 3.2;

    private double share = SHARE_AT_FIRST;
    private int repeats;
    private long since;
    private long last;
    private boolean flat;

    /** Looks at the newest reading of the trace. */
    void judge(Trace trace, double intervalMinutes, Findings findings) {
        Sample newest = trace.get(0);
        boolean repeated = trace.size() > 1
                && newest.exact()
                && trace.get(1).exact()
                && newest.mgPerDl() == trace.get(1).mgPerDl()
                && newest.minutesSince(trace.get(1)) < MOST_INTERVALS_APART * intervalMinutes;
        if (!repeated) {
            end(findings);
            learn(0);
            since = newest.atMillis();
            return;
        }
        repeats++;
        last = newest.atMillis();
        double minutes = (last - since) / 60_000.0;
        double chance = Math.pow(Math.max(share, LEAST_SHARE), repeats);
        flat = flat || repeats >= FEWEST_REPEATS && minutes >= SHORTEST_MINUTES && chance < BY_CHANCE;
        if (flat) {
            findings.doubt(
                    Doubt.Flag.FLAT_LINE,
                    "The sensor repeats one value as no body does",
                    Map.of("minutes", minutes, "repeats", (double) repeats, "usualShareOfRepeats", share));
        } else {
            learn(1);
        }
    }

    /** {@return whether the line was flat up to the reading before} */
    boolean flat() {
        return flat;
    }

    void reset() {
        repeats = 0;
        flat = false;
    }

    private void learn(double repeat) {
        share += (repeat - share) / MEMORY_READINGS;
    }

    private void end(Findings findings) {
        if (flat) {
            findings.artefact(
                    Artefact.FLAT_LINE, since, last, Map.of("minutes", (last - since) / 60_000.0, "repeats", (double)
                            repeats));
        }
        reset();
    }
}
