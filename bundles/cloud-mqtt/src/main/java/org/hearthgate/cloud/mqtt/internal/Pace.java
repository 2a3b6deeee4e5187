package org.hearthgate.cloud.mqtt.internal;

import java.time.Duration;

/**
 * How patient the uplink is; tests are less so.
 *
 * @param firstRetry wait after the first failure; doubled with each further one
 * @param longestRetry never wait longer between two tries
 * @param rest least time between two looks into the record, so that a flood of commits does not become a flood of reads
 * @param settle how long consents must be unchanged before anything is passed over for lack of one
 */
record Pace(Duration firstRetry, Duration longestRetry, Duration rest, Duration settle) {
    static final Pace AT_HOME =
            new Pace(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(20));
}
