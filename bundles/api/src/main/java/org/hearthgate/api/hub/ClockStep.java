package org.hearthgate.api.hub;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * One moment at which the hub's wall clock said one time and then another: it was set, it synchronised, or a device taught it.
 *
 * @param before what it would have said without the step
 * @param after what it said instead
 * @param trusted whether it is trusted since
 */
public record ClockStep(Instant before, Instant after, boolean trusted) {
    public ClockStep {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }

    /** {@return how far it was moved; negative when back} */
    public Duration by() {
        return Duration.between(before, after);
    }
}
