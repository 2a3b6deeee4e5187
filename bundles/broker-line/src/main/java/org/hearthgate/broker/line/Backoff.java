package org.hearthgate.broker.line;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The wait between two tries to connect: doubling, bounded, and uneven, so that a thousand hubs do not return in the same second. One thread. */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration bound;

    /** @param first bound of the first wait @param longest bound of all */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.bound = first;
    }

    /** {@return between half of the present bound and all of it} */
    public Duration next() {
        long most = bound.toMillis();
        bound = bound.multipliedBy(2).compareTo(longest) < 0 ? bound.multipliedBy(2) : longest;
        return Duration.ofMillis(most / 2 + random.nextLong(most - most / 2 + 1));
    }

    /** Begins anew, after a connection that held. */
    public void reset() {
        bound = first;
    }
}
