package org.hearthgate.api.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.hearthgate.api.hub.Health;

/**
 * What one of the hub's own probes says.
 *
 * @param probe its stable name, e.g. {@code store}
 * @param onAlarmPath whether the road from a reading to an alert needs it
 * @param health the word and the sentence
 * @param since since when it has had this status, hub clock
 */
public record HubFact(String probe, boolean onAlarmPath, Health health, Instant since) {
    public HubFact {
        requireNonNull(probe, "probe");
        requireNonNull(health, "health");
        requireNonNull(since, "since");
    }
}
