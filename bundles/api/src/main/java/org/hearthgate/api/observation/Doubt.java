package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * One reason to trust an observation less.
 *
 * @param flag the kind of doubt
 * @param reason one short sentence for the page and the log; no health value in it
 * @param measures what the doubt rests on, by name with its unit, e.g. {@code probability}, {@code slopeMgPerDlPerMin}; at most 16, in
 *     order of name. Values of the record like any other: they may tell about health
 */
public record Doubt(Flag flag, String reason, Map<String, Double> measures) {
    /** A measure of {@link Flag#ASIDE}, always 1: the sensor is worn on the skin, not under it, and another one speaks for the person. */
    public static final String NON_INVASIVE = "nonInvasive";

    /** A measure of {@link Flag#ASIDE}: the same sample came by another route, whose clock is behind this one's by so many seconds. */
    public static final String SKEW_SECONDS = "skewSeconds";

    public Doubt {
        requireNonNull(flag, "flag");
        requireNonNull(reason, "reason");
        measures = Measure.measures(measures);
    }

    /** A doubt that rests on nothing that could be counted. */
    public Doubt(Flag flag, String reason) {
        this(flag, reason, Map.of());
    }

    /** The kinds of doubt; the names are stored, so they are added to and never renamed. */
    public enum Flag {
        /** Arrived long after it was measured (a back-fill): part of the record, never a reason to wake somebody. */
        LATE(true),
        /** Carries a time ahead of the hub's clock by more than the tolerance of 60 s. */
        FUTURE(true),
        /** The hub's own clock was not trusted when this arrived. */
        HUB_CLOCK(false),
        /** Measured while the sensor was warming up. */
        WARM_UP(true),
        /** The device itself calls it noisy. Told, but no reason to stay silent: nothing may hide an urgent low. */
        NOISY(false),
        /** Outside what a body or this device can produce, kept for the record. */
        IMPLAUSIBLE(true),
        /** Looks like pressure on the sensor rather than a low. */
        COMPRESSION_SUSPECTED(false),
        /** A marked test reading of the alarm self-test. */
        TEST(true),
        /** Further from the reading before than a body moves in that time. */
        JUMP(false),
        /** The sensor repeats one value as no body does. */
        FLAT_LINE(false),
        /** Measured after the sensor's stated life had ended. */
        END_OF_LIFE(false),
        /** The sensor's level moved at a calibration, not the body's. */
        CALIBRATION_STEP(false),
        /** A fingerstick within five minutes says something else. */
        METER_DISAGREES(false),
        /** The device told a local time that this night has twice, or not at all; which one it meant is not guessed. */
        AMBIGUOUS_TIME(true),
        /** The device's clock was wrong by a known amount, and {@code measuredAt} has been put right by it. */
        CLOCK_CORRECTED(false),
        /** Kept, but another reading stands for it in the person's one series: the same sample by another route, or a better sensor. */
        ASIDE(false),
        /** Not measured but filled in between two readings, for forecasts and charts. */
        GAP_FILLED(true);

        private final boolean forbidsAlarm;

        Flag(boolean forbidsAlarm) {
            this.forbidsAlarm = forbidsAlarm;
        }

        /** {@return whether an observation with this doubt may neither raise nor hold a glucose alarm} */
        public boolean forbidsAlarm() {
            return forbidsAlarm;
        }
    }
}
