package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, e.g. of sleep.
 *
 * @param from inclusive
 * @param until not before {@code from}
 */
record Stretch(Instant from, Instant until) {
    Duration length() {
        return Duration.between(from, until);
    }
}
