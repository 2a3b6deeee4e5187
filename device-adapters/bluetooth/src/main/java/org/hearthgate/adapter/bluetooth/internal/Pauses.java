package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before a device is tried again: twice as long after each failure, a little more or less so that twelve do not march in step. */
final class Pauses {
    private static final double SPREAD = 0.25;
    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;
    private int failures;

    /** @param chance gives 0 to 1 */
    Pauses(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
    }

    /** {@return how long to wait after one more failure} */
    Duration failed() {
        double millis =
                Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, Math.min(failures, MOST_DOUBLINGS)));
        failures++;
        return Duration.ofMillis((long) (millis * (1 - SPREAD + 2 * SPREAD * chance.getAsDouble())));
    }

    void succeeded() {
        failures = 0;
    }
}
