package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.hearthgate.api.observation.PersonId;

/**
 * That a device shall be somebody's.
 *
 * @param device a heard one, or one whose address somebody read off its label
 * @param kind as {@link org.hearthgate.api.device.DeviceKind#id()}
 * @param person whose
 * @param label what the family calls it, 0 to 60 characters
 * @param settings that shall be other than what the kind proposes for it
 */
public record Assignment(
        DeviceAddress device, String kind, PersonId person, String label, Map<String, Object> settings) {
    public Assignment {
        requireNonNull(device, "device");
        requireNonNull(kind, "kind");
        requireNonNull(person, "person");
        requireNonNull(label, "label");
        settings = Map.copyOf(settings);
    }
}
