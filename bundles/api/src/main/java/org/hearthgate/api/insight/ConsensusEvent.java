package org.hearthgate.api.insight;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * One event of the international consensus: glucose beyond a limit for at least 15 min, over when it has been back for 15 min (Danne 2017,
 * Battelino 2023). For reports; what alarms are judged by is {@link GlucoseEpisode}, sensor by sensor and without bridging a gap.
 *
 * @param kind beyond which limit
 * @param startedAt first point of the grid that is beyond
 * @param until first point that is back for good, or what comes after the last point before a gap
 * @param furthestMgPerDl the lowest, or the highest, of it
 * @param holdsLevel2 whether an event of level 2 on the same side lies in it
 */
public record ConsensusEvent(Kind kind, Instant startedAt, Instant until, double furthestMgPerDl, boolean holdsLevel2) {
    /** Beyond which limit; an event of level 2 lies in one of level 1, most often, and both are counted. */
    public enum Kind {
        /** Below 70 mg/dL (3.9 mmol/L): level 1. */
        LOW,
        /** Below 54 mg/dL (3.0 mmol/L): level 2. */
        VERY_LOW,
        /** Below 70 mg/dL for more than 120 min. */
        EXTENDED_LOW,
        /** Above 180 mg/dL (10.0 mmol/L): level 1. */
        HIGH,
        /** Above 250 mg/dL (13.9 mmol/L): level 2. */
        VERY_HIGH
    }

    public ConsensusEvent {
        requireNonNull(kind, "kind");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(until, "until");
        Figure.finite("furthestMgPerDl", furthestMgPerDl);
        if (!until.isAfter(startedAt)) {
            throw new IllegalArgumentException("an event must last, not end at " + until);
        }
    }

    /** {@return how long it was} */
    public Duration duration() {
        return Duration.between(startedAt, until);
    }
}
