package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The devices of a home, to take along: to a new hub, to a second home.
 *
 * @param exportedAt hub clock
 */
public record DeviceSet(Instant exportedAt, List<Entry> devices) {
    public DeviceSet {
        requireNonNull(exportedAt, "exportedAt");
        devices = List.copyOf(devices);
    }

    /**
     * One device.
     *
     * @param settings by key, person and label among them, without secrets
     * @param secretsLeftOut keys of the secrets that were set; they have to be set again by hand
     */
    public record Entry(String pid, Map<String, Object> settings, List<String> secretsLeftOut) {
        public Entry {
            requireNonNull(pid, "pid");
            settings = Collections.unmodifiableMap(new TreeMap<>(settings));
            secretsLeftOut = List.copyOf(secretsLeftOut);
        }
    }
}
