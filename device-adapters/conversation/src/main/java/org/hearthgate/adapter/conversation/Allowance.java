package org.hearthgate.adapter.conversation;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;

/** Counts how often something happened in a while, so that a device that floods fills nothing but its own share. Any thread. */
public final class Allowance {
    private final int most;
    private final Duration period;
    private final HubClock clock;
    private Optional<Duration> began = Optional.empty();
    private int count;

    /**
     * @param most how often in one period, 1 or more
     * @param period begins with the first time it happens after the last one ended; measured by {@link HubClock#elapsed()}
     */
    public Allowance(int most, Duration period, HubClock clock) {
        this.most = most;
        this.period = period;
        this.clock = clock;
    }

    /** {@return whether it may happen once more in this period} Counts it where it may. */
    public synchronized boolean once() {
        Duration now = clock.elapsed();
        if (began.isEmpty() || now.minus(began.get()).compareTo(period) >= 0) {
            began = Optional.of(now);
            count = 0;
        }
        if (count == most) {
            return false;
        }
        count++;
        return true;
    }
}
