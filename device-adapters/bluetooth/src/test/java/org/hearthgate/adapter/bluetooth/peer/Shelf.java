package org.hearthgate.adapter.bluetooth.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.adapter.bluetooth.internal.bus.BusConnection;

/** The objects that the double shows on the bus, each with its interfaces and properties; tells every change as BlueZ does. */
final class Shelf {
    private static final String OBJECTS = "org.freedesktop.DBus.ObjectManager";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";

    private final Map<String, Map<String, Map<String, Object>>> objects = new LinkedHashMap<>();
    private Optional<BusConnection> bus = Optional.empty();

    /** {@return a value with its type on the bus} */
    static Object[] of(String signature, Object value) {
        return new Object[] {signature, value};
    }

    synchronized void shownOn(BusConnection connection) {
        bus = Optional.of(connection);
    }

    synchronized void shownNowhere() {
        bus = Optional.empty();
    }

    synchronized Map<String, Map<String, Map<String, Object>>> all() {
        var copy = new LinkedHashMap<String, Map<String, Map<String, Object>>>();
        objects.forEach((path, interfaces) -> {
            var copied = new LinkedHashMap<String, Map<String, Object>>();
            interfaces.forEach((type, properties) -> copied.put(type, new LinkedHashMap<>(properties)));
            copy.put(path, copied);
        });
        return copy;
    }

    synchronized boolean has(String path) {
        return objects.containsKey(path);
    }

    synchronized Map<String, Object> properties(String path, String type) {
        Map<String, Map<String, Object>> object = objects.getOrDefault(path, Map.of());
        return new LinkedHashMap<>(object.getOrDefault(type, Map.of()));
    }

    synchronized boolean truth(String path, String type, String name) {
        return properties(path, type).get(name) instanceof Object[] value && Boolean.TRUE.equals(value[1]);
    }

    synchronized void add(String path, Map<String, Map<String, Object>> interfaces) {
        var kept = new LinkedHashMap<String, Map<String, Object>>();
        interfaces.forEach((type, properties) -> kept.put(type, new LinkedHashMap<>(properties)));
        objects.put(path, kept);
        bus.ifPresent(there -> there.signal("/", OBJECTS, "InterfacesAdded", "oa{sa{sv}}", path, interfaces));
    }

    /** Takes an object away with everything beneath it, the deepest first. */
    synchronized void remove(String path) {
        List<String> gone = objects.keySet().stream()
                .filter(known -> known.equals(path) || known.startsWith(path + "/"))
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        for (String one : gone) {
            List<String> types = List.copyOf(objects.remove(one).keySet());
            bus.ifPresent(there -> there.signal("/", OBJECTS, "InterfacesRemoved", "oas", one, types));
        }
    }

    synchronized void change(String path, String type, Map<String, Object> changed) {
        Map<String, Map<String, Object>> object = objects.get(path);
        if (object != null && object.containsKey(type)) {
            object.get(type).putAll(changed);
            bus.ifPresent(
                    there -> there.signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", type, changed, List.of()));
        }
    }

    synchronized void clear() {
        objects.clear();
    }
}
