package org.hearthgate.api.insight;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * Beyond which limit a stretch of glucose is an episode, and for how long.
 *
 * @param side on which side of the limit the episode lies
 * @param mgPerDl the limit
 * @param limitItself whether the limit itself is beyond
 * @param overMgPerDl the value at which it is over: below an upper limit, above a lower one
 * @param atLeast how long it must be beyond without a break, give or take {@link #JITTER}; zero: one reading is enough
 * @param overFor how long it must be back before it is over; zero: one reading is enough
 */
public record GlucoseLimit(
        Side side, double mgPerDl, boolean limitItself, double overMgPerDl, Duration atLeast, Duration overFor) {
    /** Sensors of five minutes are some seconds early or late. */
    public static final Duration JITTER = Duration.ofSeconds(30);

    /** What an urgent low must call for, at the first reading: at or below 55 mg/dL (or LOW), over above 60. */
    public static final GlucoseLimit URGENT_LOW =
            new GlucoseLimit(Side.BELOW, 55, true, 60, Duration.ZERO, Duration.ZERO);
    /** Level 1 of the consensus: below 70 mg/dL for 15 min; over from 70 on for 15 min (Danne 2017, Battelino 2019). */
    public static final GlucoseLimit LOW = consensus(Side.BELOW, 70);
    /** Level 2: below 54 mg/dL for 15 min. */
    public static final GlucoseLimit VERY_LOW = consensus(Side.BELOW, 54);

    /** The two sides of a limit. */
    public enum Side {
        BELOW,
        ABOVE
    }

    public GlucoseLimit {
        requireNonNull(side, "side");
        requireNonNull(atLeast, "atLeast");
        requireNonNull(overFor, "overFor");
        if (side == Side.BELOW ? overMgPerDl < mgPerDl : overMgPerDl > mgPerDl) {
            throw new IllegalArgumentException(
                    "an episode at " + mgPerDl + " mg/dL cannot be over at " + overMgPerDl + ", which is worse");
        }
    }

    /** {@return an episode by the consensus: beyond the limit for 15 min, over when back for 15 min} */
    public static GlucoseLimit consensus(Side side, double mgPerDl) {
        return new GlucoseLimit(side, mgPerDl, false, mgPerDl, Duration.ofMinutes(15), Duration.ofMinutes(15));
    }

    /** {@return any stretch on that side of a limit, however short} */
    public static GlucoseLimit anyStretch(Side side, double mgPerDl, boolean limitItself) {
        return new GlucoseLimit(side, mgPerDl, limitItself, mgPerDl, Duration.ZERO, Duration.ZERO);
    }

    /** {@return whether this reading is beyond it; a sensor's LOW is below every limit, its HIGH above} */
    public boolean isBeyond(GlucoseReading reading) {
        if (side == Side.BELOW) {
            return reading.bound() == Bound.BELOW_RANGE
                    || reading.mgPerDl() < mgPerDl
                    || limitItself && reading.mgPerDl() == mgPerDl;
        }
        return reading.bound() == Bound.ABOVE_RANGE
                || reading.mgPerDl() > mgPerDl
                || limitItself && reading.mgPerDl() == mgPerDl;
    }

    /** {@return whether this reading says that it is over} */
    boolean isBack(GlucoseReading reading) {
        if (isBeyond(reading)) {
            return false;
        }
        double value = reading.mgPerDl();
        if (overMgPerDl == mgPerDl) {
            return true;
        }
        return side == Side.BELOW ? value > overMgPerDl : value < overMgPerDl;
    }
}
