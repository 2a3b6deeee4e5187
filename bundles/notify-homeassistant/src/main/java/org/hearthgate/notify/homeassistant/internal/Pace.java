package org.hearthgate.notify.homeassistant.internal;

import java.time.Duration;

/**
 * How long the line waits of its own accord.
 *
 * @param firstRetry bound of the first wait for a broker that is away
 * @param longestRetry bound of all
 * @param heartbeat between two beats
 * @param settle after an announcement: Home Assistant listens to an entity's topics only some time after it was told of it
 * @param announceWithin bound of the wait when Home Assistant comes up, so that not all devices of a house speak at once
 */
record Pace(Duration firstRetry, Duration longestRetry, Duration heartbeat, Duration settle, Duration announceWithin) {
    static Pace atHome(Duration heartbeat) {
        return new Pace(
                Duration.ofSeconds(1), Duration.ofMinutes(1), heartbeat, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
