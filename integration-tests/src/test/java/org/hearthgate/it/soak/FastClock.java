package org.hearthgate.it.soak;

import java.time.Instant;

/**
 * The hub's clock as the devices outside know it.
 *
 * @param from what it said
 * @param atNanos when it said so, on this JVM's count
 * @param speed how many times as fast it runs
 */
record FastClock(Instant from, long atNanos, double speed) {
    Instant now() {
        return from.plusNanos(Math.round((System.nanoTime() - atNanos) * speed));
    }
}
