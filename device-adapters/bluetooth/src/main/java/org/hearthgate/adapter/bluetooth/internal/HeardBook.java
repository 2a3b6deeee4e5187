package org.hearthgate.adapter.bluetooth.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattUuid;

/** Who was heard lately, for the installer's inbox. Bounded: who was heard longest ago is forgotten first. */
final class HeardBook {
    static final int MOST = 256;
    static final String TRANSPORT = "bluetooth";

    private final Map<BluetoothAddress, Heard> heard = new LinkedHashMap<>(64, 0.75f, true);

    private record Heard(Advertisement last, Set<String> offers, Optional<String> name, Map<String, String> details) {}

    synchronized void hear(Advertisement advertisement) {
        Heard before = heard.get(advertisement.address());
        Set<String> offers = new TreeSet<>(before == null ? Set.of() : before.offers());
        advertisement.services().forEach(service -> offers.add(GattUuid.text(service)));
        advertisement.serviceData().keySet().forEach(service -> offers.add(GattUuid.text(service)));
        Optional<String> name = advertisement.name().or(() -> before == null ? Optional.empty() : before.name());
        heard.put(
                advertisement.address(),
                new Heard(advertisement, Set.copyOf(offers), name, before == null ? Map.of() : before.details()));
        if (heard.size() > MOST) {
            heard.remove(heard.keySet().iterator().next());
        }
    }

    /** Keeps what a device said of itself when it was asked. */
    synchronized void learn(BluetoothAddress address, Map<String, String> details) {
        heard.computeIfPresent(
                address, (same, known) -> new Heard(known.last(), known.offers(), known.name(), Map.copyOf(details)));
    }

    synchronized void forget(BluetoothAddress address) {
        heard.remove(address);
    }

    /** {@return everybody, those heard last first} */
    List<HeardDevice> devices(BluezObjects objects) {
        List<Map.Entry<BluetoothAddress, Heard>> all;
        synchronized (this) {
            all = new ArrayList<>(heard.entrySet());
        }
        Collections.reverse(all);
        return all.stream()
                .map(entry -> device(entry.getKey(), entry.getValue(), paired(objects, entry.getKey())))
                .toList();
    }

    private static boolean paired(BluezObjects objects, BluetoothAddress address) {
        return objects.peers(address).stream().anyMatch(Peer::paired);
    }

    private static HeardDevice device(BluetoothAddress address, Heard heard, boolean paired) {
        return new HeardDevice(
                TRANSPORT,
                address.value(),
                heard.name(),
                heard.offers(),
                heard.last().rssiDbm(),
                heard.last().heardAt(),
                paired,
                heard.details());
    }
}
