package org.hearthgate.adapter.mqtt.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The wait between two tries to connect: doubling, bounded, and uneven, so that a thousand hubs do not return in the same second. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration bound;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.bound = first;
    }

    /** {@return between half of the present bound and all of it} */
    Duration next() {
        long most = bound.toMillis();
        bound = bound.multipliedBy(2).compareTo(longest) < 0 ? bound.multipliedBy(2) : longest;
        return Duration.ofMillis(most / 2 + random.nextLong(most - most / 2 + 1));
    }

    void reset() {
        bound = first;
    }
}
