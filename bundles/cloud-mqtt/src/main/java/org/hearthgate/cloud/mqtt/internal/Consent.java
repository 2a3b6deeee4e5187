package org.hearthgate.cloud.mqtt.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.hearthgate.api.observation.PersonId;

/**
 * What one person allows one recipient to get. Without one, nothing of that person leaves the house.
 *
 * @param recipient name of the broker configuration it speaks of
 * @param person whose data
 * @param granularity how much
 * @param pseudonym what the recipient sees instead of the person
 * @param grantedAt no quarter hour that began earlier is ever sent
 * @param sensorIntervalMinutes how often this person's sensor measures, 1 to 15
 */
record Consent(
        String recipient,
        PersonId person,
        Granularity granularity,
        String pseudonym,
        Instant grantedAt,
        int sensorIntervalMinutes) {
    Consent {
        requireNonNull(recipient, "recipient");
        requireNonNull(person, "person");
        requireNonNull(granularity, "granularity");
        requireNonNull(pseudonym, "pseudonym");
        requireNonNull(grantedAt, "grantedAt");
        if (sensorIntervalMinutes < 1 || sensorIntervalMinutes > 15) {
            throw new IllegalArgumentException(
                    "sensorIntervalMinutes must be 1 to 15, was " + sensorIntervalMinutes + ": 5 fits most sensors");
        }
    }

    boolean covers(QuarterHour quarter) {
        return granularity == Granularity.SUMMARY_15_MIN && !quarter.from().isBefore(grantedAt);
    }

    int expectedPerQuarter() {
        return (int) QuarterHour.LENGTH.toMinutes() / sensorIntervalMinutes;
    }
}
