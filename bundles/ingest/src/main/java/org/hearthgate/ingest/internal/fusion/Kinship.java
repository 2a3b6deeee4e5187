package org.hearthgate.ingest.internal.fusion;

import java.util.Arrays;

/**
 * Whether two routes carry the samples of one sensor, as the samples themselves show. The same sample by two routes has the same value
 * but for rounding, at a time that differs by what the routes' clocks differ. Two sensors in one body do not agree to the last digit for
 * long while glucose moves.
 */
final class Kinship {
    /** Half a unit of the coarsest display, 0.1 mmol/L, on one side and half a mg/dL on the other. */
    static final double ROUNDING_MG_PER_DL = 1.45;

    private static final int MATCHES_NEEDED = 8;
    private static final double RANGE_NEEDED_MG_PER_DL = 12;
    private static final int MISMATCHES_ALLOWED = 3;
    private static final int SKEWS = 15;

    private final boolean configured;
    private final long[] skews = new long[SKEWS];
    private int skewCount;
    private long skew;
    private int matches;
    private int mismatches;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private State state = State.UNKNOWN;

    /** What is known of two routes. */
    enum State {
        /** Nothing speaks against it and not enough for it. */
        UNKNOWN,
        /** One sensor. */
        SAME,
        /** Two sensors. */
        DIFFERENT
    }

    Kinship(boolean configured) {
        this.configured = configured;
        state = configured ? State.SAME : State.UNKNOWN;
    }

    State state() {
        return state;
    }

    /** {@return whether a sample of one route may be taken for a sample of the other} */
    boolean mayBeSame() {
        return state == State.SAME || state == State.UNKNOWN && mismatches == 0;
    }

    /** {@return by how much the second route's times are ahead of the first's, in milliseconds} */
    long skewMillis() {
        return skew;
    }

    /**
     * Two samples that lie where one sample would.
     *
     * @param ahead time of the second route's less time of the first's
     */
    void note(double first, double second, long ahead) {
        if (Math.abs(first - second) > ROUNDING_MG_PER_DL) {
            mismatches = Math.min(mismatches + 1, MISMATCHES_ALLOWED);
            matches = 0;
            lowest = Double.POSITIVE_INFINITY;
            highest = Double.NEGATIVE_INFINITY;
            if (!configured && (state == State.UNKNOWN || mismatches == MISMATCHES_ALLOWED)) {
                state = State.DIFFERENT;
                skewCount = 0;
                skew = 0;
            }
            return;
        }
        matches++;
        lowest = Math.min(lowest, first);
        highest = Math.max(highest, first);
        skews[skewCount++ % SKEWS] = ahead;
        if (matches >= MATCHES_NEEDED && highest - lowest >= RANGE_NEEDED_MG_PER_DL) {
            state = State.SAME;
            mismatches = 0;
        }
        if (state == State.SAME) {
            skew = medianSkew();
        }
    }

    private long medianSkew() {
        long[] sorted = Arrays.copyOf(skews, Math.min(skewCount, SKEWS));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
