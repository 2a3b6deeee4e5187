package org.hearthgate.adapter.bluetooth.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hearthgate.adapter.bluetooth.internal.bus.Plain;
import org.hearthgate.api.gatt.BluetoothAddress;

/**
 * What BlueZ says there is: a copy of its objects, kept up to date by one thread and read by all. Bounded, since anybody in the street can
 * invent devices: of those that are neither bonded nor connected the one known longest is forgotten first.
 */
final class BluezObjects {
    /** Devices that are neither bonded nor connected; BlueZ itself forgets them after a while. */
    static final int MOST_STRANGERS = 512;

    private static final Set<String> KEPT =
            Set.of(Bluez.ADAPTER, Bluez.DEVICE, Bluez.BATTERY, Bluez.SERVICE, Bluez.CHARACTERISTIC, Bluez.GATT_MANAGER);
    private static final Pattern ADDRESS = Pattern.compile("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** By path, in the order in which they appeared: interfaces, and their properties by name. */
    private final Map<String, Map<String, Map<String, Object>>> objects = new LinkedHashMap<>();

    synchronized void clear() {
        objects.clear();
    }

    synchronized void add(String path, Map<String, Object> interfaces) {
        interfaces.forEach((name, properties) -> {
            if (KEPT.contains(name)) {
                Map<String, Object> values = Plain.byText(properties);
                values.remove("Value"); // health data, and never what a device says now
                objects.computeIfAbsent(path, unknown -> new HashMap<>()).put(name, values);
            }
        });
        if (interfaces.containsKey(Bluez.DEVICE)) {
            forgetStrangers();
        }
    }

    private void forgetStrangers() {
        List<String> strangers = objects.entrySet().stream()
                .filter(object -> stranger(object.getValue().get(Bluez.DEVICE)))
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < strangers.size() - MOST_STRANGERS; i++) {
            objects.remove(strangers.get(i));
        }
    }

    private static boolean stranger(Map<String, Object> device) {
        return device != null && !truth(device, "Paired") && !truth(device, "Bonded") && !truth(device, "Connected");
    }

    synchronized void remove(String path, List<String> interfaces) {
        Map<String, Map<String, Object>> object = objects.get(path);
        if (object != null) {
            interfaces.forEach(object::remove);
            if (object.isEmpty()) {
                objects.remove(path);
            }
        }
    }

    synchronized void change(String path, String type, Map<String, Object> changed, List<String> invalidated) {
        Map<String, Map<String, Object>> object = objects.get(path);
        Map<String, Object> properties = object == null ? null : object.get(type);
        if (properties != null && !type.equals(Bluez.CHARACTERISTIC)) {
            properties.putAll(changed);
            invalidated.forEach(properties::remove);
        }
    }

    synchronized List<Adapter> adapters() {
        var adapters = new ArrayList<Adapter>();
        objects.forEach((path, interfaces) -> {
            Map<String, Object> adapter = interfaces.get(Bluez.ADAPTER);
            if (adapter != null) {
                adapters.add(new Adapter(
                        path,
                        truth(adapter, "Powered"),
                        truth(adapter, "Discovering"),
                        interfaces.containsKey(Bluez.GATT_MANAGER)));
            }
        });
        return adapters;
    }

    synchronized Optional<Peer> peer(String path) {
        Map<String, Map<String, Object>> object = objects.get(path);
        return object == null ? Optional.empty() : peer(path, object.get(Bluez.DEVICE));
    }

    /**
     * {@return this device as each adapter sees it} One that hides its address has another one once it is bonded; its path keeps the one
     * by which it was found.
     */
    synchronized List<Peer> peers(BluetoothAddress address) {
        String folder = "/dev_" + address.value().replace(':', '_');
        var found = new ArrayList<Peer>();
        objects.forEach((path, interfaces) -> {
            Map<String, Object> device = interfaces.get(Bluez.DEVICE);
            if (device != null
                    && (path.endsWith(folder)
                            || address.value().equalsIgnoreCase(String.valueOf(device.get("Address"))))) {
                peer(path, device).ifPresent(found::add);
            }
        });
        return found;
    }

    private static Optional<Peer> peer(String path, Map<String, Object> device) {
        if (device == null
                || !(device.get("Address") instanceof String address)
                || !ADDRESS.matcher(address).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Peer(
                path,
                String.valueOf(device.get("Adapter")),
                new BluetoothAddress(address),
                text(device, "Name")
                        .or(() -> text(device, "Alias").filter(alias -> !alias.equals(address.replace(':', '-')))),
                truth(device, "Paired") || truth(device, "Bonded"),
                truth(device, "Connected"),
                truth(device, "ServicesResolved"),
                device.get("RSSI") instanceof Number rssi ? OptionalInt.of(rssi.intValue()) : OptionalInt.empty(),
                uuids(Plain.texts(device.get("UUIDs")))));
    }

    /** {@return paths of the characteristics of a device, the first of each name} */
    synchronized Map<GattName, String> characteristics(String devicePath) {
        var found = new HashMap<GattName, String>();
        objects.forEach((path, interfaces) -> {
            if (path.startsWith(devicePath + "/") && interfaces.containsKey(Bluez.CHARACTERISTIC)) {
                name(interfaces.get(Bluez.CHARACTERISTIC)).ifPresent(name -> found.putIfAbsent(name, path));
            }
        });
        return found;
    }

    private Optional<GattName> name(Map<String, Object> characteristic) {
        Map<String, Map<String, Object>> owner = objects.get(String.valueOf(characteristic.get("Service")));
        Map<String, Object> service = owner == null ? null : owner.get(Bluez.SERVICE);
        if (service == null) {
            return Optional.empty();
        }
        return uuid(String.valueOf(service.get("UUID"))).flatMap(of -> uuid(String.valueOf(characteristic.get("UUID")))
                .map(number -> new GattName(of, number)));
    }

    /** {@return charge in percent, where BlueZ keeps the battery service to itself} */
    synchronized OptionalInt battery(String devicePath) {
        Map<String, Map<String, Object>> object = objects.get(devicePath);
        Map<String, Object> battery = object == null ? null : object.get(Bluez.BATTERY);
        return battery != null && battery.get("Percentage") instanceof Number percent
                ? OptionalInt.of(percent.intValue() & 0xFF)
                : OptionalInt.empty();
    }

    private static boolean truth(Map<String, Object> properties, String name) {
        return Boolean.TRUE.equals(properties.get(name));
    }

    private static Optional<String> text(Map<String, Object> properties, String name) {
        return properties.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    static Set<UUID> uuids(List<String> texts) {
        return texts.stream().flatMap(text -> uuid(text).stream()).collect(Collectors.toUnmodifiableSet());
    }

    static Optional<UUID> uuid(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return UUID_TEXT.matcher(small).matches() ? Optional.of(UUID.fromString(small)) : Optional.empty();
    }
}
