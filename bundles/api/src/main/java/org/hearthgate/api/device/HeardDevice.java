package org.hearthgate.api.device;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A device that a transport has heard, whether it belongs to somebody or not.
 *
 * @param transport the {@link DeviceDiscovery#transport()} that hears it
 * @param address its name on that transport, as its configuration wants it: {@code AA:BB:CC:DD:EE:FF}, a URN, a topic, {@code host:port}
 * @param name as it calls itself
 * @param offers what it says it has: assigned numbers of services such as {@code 181F}, resource types, kinds of measurement
 * @param signalDbm how strongly it was heard, in dBm, where there is a radio
 * @param lastHeardAt on the hub's clock
 * @param paired whether the transport trusts it already; always true where nothing has to be paired
 * @param details more about it for the installer's eye, by name: maker, model, serial number; no health value
 */
public record HeardDevice(
        String transport,
        String address,
        Optional<String> name,
        Set<String> offers,
        OptionalInt signalDbm,
        Instant lastHeardAt,
        boolean paired,
        Map<String, String> details) {
    public HeardDevice {
        requireNonNull(transport, "transport");
        requireNonNull(address, "address");
        requireNonNull(name, "name");
        offers = Set.copyOf(offers);
        requireNonNull(signalDbm, "signalDbm");
        requireNonNull(lastHeardAt, "lastHeardAt");
        details = Map.copyOf(details);
    }
}
