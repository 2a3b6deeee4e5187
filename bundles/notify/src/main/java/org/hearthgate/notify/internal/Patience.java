package org.hearthgate.notify.internal;

import java.time.Duration;

/**
 * How long a channel's worker waits.
 *
 * @param firstRetry after the first failure; then twice as long each time
 * @param longestRetry between two tries
 * @param longestTry how long one delivery may take before it is interrupted
 */
record Patience(Duration firstRetry, Duration longestRetry, Duration longestTry) {
    /** {@return the wait after so many tries} */
    Duration afterTries(int tries) {
        Duration wait = firstRetry;
        for (int i = 1; i < tries && wait.compareTo(longestRetry) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }
}
