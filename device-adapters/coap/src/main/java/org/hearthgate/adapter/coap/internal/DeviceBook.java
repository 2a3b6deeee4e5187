package org.hearthgate.adapter.coap.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/** Who owns which device and which key opens the door for whom, as configured at this moment. Safe on every thread. */
final class DeviceBook {
    private volatile List<CoapDevice> devices = List.of();

    synchronized void add(CoapDevice device) {
        var more = new ArrayList<>(devices);
        more.add(device);
        more.sort(Comparator.comparing(known -> known.device().value()));
        devices = List.copyOf(more);
    }

    synchronized void remove(CoapDevice device) {
        devices = devices.stream().filter(known -> known != device).toList();
    }

    /** {@return every configured device, ordered by URN} */
    List<CoapDevice> devices() {
        return devices;
    }

    /** {@return whose this device is: the person of the longest configured URN that covers it} */
    Optional<PersonId> ownerOf(String urn) {
        CoapDevice best = null;
        for (CoapDevice device : devices) {
            if (DeviceUrn.covers(device.device().value(), urn)
                    && (best == null
                            || device.device().value().length()
                                    > best.device().value().length())) {
                best = device;
            }
        }
        return Optional.ofNullable(best).map(CoapDevice::person);
    }

    /**
     * Who stands behind a DTLS-PSK identity.
     *
     * @param person whose the readings are
     * @param only the devices that it opens for; empty for every device of the person
     */
    record Caller(PersonId person, List<DeviceId> only) {
        boolean mayNameDevice(String urn) {
            return only.isEmpty() || only.stream().anyMatch(device -> DeviceUrn.covers(device.value(), urn));
        }
    }

    /** {@return who an identity is; empty where no device with a key has it} */
    Optional<Caller> caller(String identity) {
        return first(identity)
                .map(first -> new Caller(
                        first.person(),
                        first.hasOwnIdentity()
                                ? devices.stream()
                                        .filter(device -> device.identity().equals(identity)
                                                && device.person().equals(first.person()))
                                        .map(CoapDevice::device)
                                        .toList()
                                : List.of()));
    }

    /** {@return the key of an identity: that of the first device, by URN, which has one} */
    Optional<String> keyOf(String identity) {
        return first(identity).flatMap(CoapDevice::key);
    }

    private Optional<CoapDevice> first(String identity) {
        return devices.stream()
                .filter(device -> device.key().isPresent() && device.identity().equals(identity))
                .findFirst();
    }

    /** {@return whether an identity has two different keys, of which only one can open} */
    boolean keysDisagree() {
        return devices.stream()
                .anyMatch(
                        device -> device.key().isPresent() && !Objects.equals(device.key(), keyOf(device.identity())));
    }
}
