package org.hearthgate.api.gatt;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * What a device said to everybody.
 *
 * @param address whose
 * @param name as it calls itself
 * @param services that it says it has
 * @param serviceData octets by service; copied in, do not change
 * @param manufacturerData octets by company identifier; copied in, do not change
 * @param rssiDbm how strongly it was heard, in dBm
 * @param heardAt on the hub's clock
 */
public record Advertisement(
        BluetoothAddress address,
        Optional<String> name,
        Set<UUID> services,
        Map<UUID, byte[]> serviceData,
        Map<Integer, byte[]> manufacturerData,
        OptionalInt rssiDbm,
        Instant heardAt) {
    public Advertisement {
        requireNonNull(address, "address");
        requireNonNull(name, "name");
        services = Set.copyOf(services);
        serviceData = copy(serviceData);
        manufacturerData = copy(manufacturerData);
        requireNonNull(rssiDbm, "rssiDbm");
        requireNonNull(heardAt, "heardAt");
    }

    private static <K> Map<K, byte[]> copy(Map<K, byte[]> data) {
        var copied = new HashMap<K, byte[]>();
        data.forEach((key, octets) -> copied.put(key, octets.clone()));
        return Map.copyOf(copied);
    }
}
