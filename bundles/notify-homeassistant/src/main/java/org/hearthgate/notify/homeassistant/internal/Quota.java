package org.hearthgate.notify.homeassistant.internal;

import java.time.Duration;

/** So much in a minute and no more: whoever may publish to the broker may otherwise keep the hub busy. One thread. */
final class Quota {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int most;
    private Duration since = Duration.ZERO;
    private int taken;

    Quota(int most) {
        this.most = most;
    }

    /**
     * {@return the number of this one within its minute if it is within the quota; 0 for the first one that is not, -1 for those after it}
     *
     * @param elapsed on a clock that is never set
     */
    int take(Duration elapsed) {
        if (elapsed.minus(since).compareTo(MINUTE) >= 0) {
            since = elapsed;
            taken = 0;
        }
        taken = Math.min(taken + 1, most + 2);
        return taken <= most ? taken : taken == most + 1 ? 0 : -1;
    }
}
