package org.hearthgate.adapter.scale.internal;

import java.time.Duration;
import org.hearthgate.api.hub.HubClock;

/** Counts how often something happened in this hour, so that a device that floods fills nothing but its own share. Any thread. */
final class Hourly {
    private static final Duration HOUR = Duration.ofHours(1);

    private final int most;
    private final HubClock clock;
    private Duration began;
    private int count;

    Hourly(int most, HubClock clock) {
        this.most = most;
        this.clock = clock;
        began = clock.elapsed();
    }

    /** {@return whether it may happen once more in this hour} */
    synchronized boolean once() {
        Duration now = clock.elapsed();
        if (now.minus(began).compareTo(HOUR) >= 0) {
            began = now;
            count = 0;
        }
        return count++ < most;
    }
}
