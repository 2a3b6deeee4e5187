package org.hearthgate.api.signal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * How far one glucose sensor, as one route delivers it, can be trusted now.
 *
 * @param person who wears it
 * @param device as its route names it
 * @param asOf the hub's time of this judgement
 * @param role what it does in the person's one series
 * @param sameSensorAs the device whose samples this one repeats by another route, where that was found
 * @param quality 0 (worthless) to 1 (nothing speaks against it)
 * @param components what the quality is made of, each 0 to 1, by name, e.g. {@code agreement}, {@code noise}, {@code age}
 */
public record SensorSignal(
        PersonId person,
        DeviceId device,
        Instant asOf,
        Role role,
        Optional<DeviceId> sameSensorAs,
        double quality,
        Map<String, Double> components) {
    public SensorSignal {
        requireNonNull(person, "person");
        requireNonNull(device, "device");
        requireNonNull(asOf, "asOf");
        requireNonNull(role, "role");
        requireNonNull(sameSensorAs, "sameSensorAs");
        within("quality", quality);
        components.forEach(SensorSignal::within);
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
    }

    private static void within(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1, was " + value);
        }
    }

    /** What a sensor does in the person's one series. */
    public enum Role {
        /** Its readings are the series, or lead it. */
        LEADING,
        /** Its readings go into the series beside the leading sensor's. */
        CONTRIBUTING,
        /** Kept in the record; would take over. */
        STANDBY
    }
}
