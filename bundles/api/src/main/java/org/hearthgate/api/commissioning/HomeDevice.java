package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.PersonId;

/**
 * A device of this home: one configuration, whatever sensor fills it at the moment.
 *
 * @param pid of its configuration; stays when it is renamed, given to somebody else or replaced
 * @param kind as {@link org.hearthgate.api.device.DeviceKind#id()}; empty when no kind here knows its configuration
 * @param title of the kind, for people
 * @param person whose
 * @param label what the family calls it; may be empty
 * @param address on its transport; may be empty
 * @param standing whether its adapter runs
 * @param devices what its adapter says of it
 * @param signalDbm how strongly it was last heard, where there is a radio
 */
public record HomeDevice(
        String pid,
        Optional<String> kind,
        String title,
        Optional<PersonId> person,
        String label,
        String address,
        Standing standing,
        List<DeviceStatus> devices,
        OptionalInt signalDbm) {
    public HomeDevice {
        requireNonNull(pid, "pid");
        requireNonNull(kind, "kind");
        requireNonNull(title, "title");
        requireNonNull(person, "person");
        requireNonNull(label, "label");
        requireNonNull(address, "address");
        requireNonNull(standing, "standing");
        devices = List.copyOf(devices);
        requireNonNull(signalDbm, "signalDbm");
    }
}
