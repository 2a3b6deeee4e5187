package org.hearthgate.api.insight;

import static java.util.Objects.requireNonNull;

import java.time.LocalTime;

/**
 * One point of the ambulatory glucose profile: what is usual at this time of the day, over all days. By R's quantile type 7, not smoothed:
 * whoever draws may smooth.
 *
 * @param at from when on the local clock, for a quarter of an hour; the hour that an autumn night has twice counts twice, the one that a
 *     spring night lacks not at all
 * @param readings on how many readings it rests, at least {@link #FEWEST}
 * @param p05MgPerDl one reading in twenty lies below
 * @param p25MgPerDl a quarter lies below
 * @param p50MgPerDl half of them
 * @param p75MgPerDl a quarter lies above
 * @param p95MgPerDl one in twenty lies above
 */
public record UsualGlucose(
        LocalTime at,
        int readings,
        double p05MgPerDl,
        double p25MgPerDl,
        double p50MgPerDl,
        double p75MgPerDl,
        double p95MgPerDl) {
    /** Percentiles of fewer readings would be drawn as if they meant something. */
    public static final int FEWEST = 5;

    public UsualGlucose {
        requireNonNull(at, "at");
        if (readings < FEWEST) {
            throw new IllegalArgumentException("percentiles need " + FEWEST + " readings, had " + readings);
        }
        if (!(p05MgPerDl <= p25MgPerDl
                && p25MgPerDl <= p50MgPerDl
                && p50MgPerDl <= p75MgPerDl
                && p75MgPerDl <= p95MgPerDl)) {
            throw new IllegalArgumentException("percentiles must ascend");
        }
    }
}
