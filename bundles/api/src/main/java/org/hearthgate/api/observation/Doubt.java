package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * One reason to trust an observation less.
 *
 * @param flag the kind of doubt
 * @param reason one short sentence for the page and the log; no health value in it
 */
public record Doubt(Flag flag, String reason) {
    public Doubt {
        requireNonNull(flag, "flag");
        requireNonNull(reason, "reason");
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
        TEST(true);

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
