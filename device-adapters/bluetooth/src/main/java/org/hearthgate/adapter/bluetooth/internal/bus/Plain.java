package org.hearthgate.adapter.bluetooth.internal.bus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/**
 * Values of the bus without the bus's own types: text, {@link Boolean}, {@link Number}, {@link List} and {@link Map} of these. Object paths
 * are texts, variants are what they hold.
 */
public final class Plain {
    private Plain() {}

    static List<Object> values(Object[] arguments) {
        return arguments == null
                ? List.of()
                : Arrays.stream(arguments).map(Plain::value).toList();
    }

    private static Object value(Object received) {
        if (received instanceof Variant<?> variant) {
            return value(variant.getValue());
        }
        if (received instanceof DBusPath path) {
            return path.getPath();
        }
        if (received instanceof Map<?, ?> map) {
            var plain = new LinkedHashMap<Object, Object>();
            map.forEach((key, value) -> plain.put(value(key), value(value)));
            return plain;
        }
        if (received instanceof Object[] struct) {
            return values(struct);
        }
        if (received instanceof List<?> list && !list.isEmpty() && !(list.get(0) instanceof Byte)) {
            var plain = new ArrayList<Object>(list.size());
            list.forEach(element -> plain.add(value(element)));
            return plain;
        }
        return received;
    }

    /** {@return the octets of an {@code ay}, which arrives as a list of bytes; none when it is something else} */
    public static byte[] octets(Object value) {
        if (value instanceof byte[] octets) {
            return octets.clone();
        }
        if (!(value instanceof List<?> list)) {
            return new byte[0];
        }
        byte[] octets = new byte[list.size()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = list.get(i) instanceof Byte octet ? octet : 0;
        }
        return octets;
    }

    /** {@return the texts in a list; what is no text is left out} */
    public static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /** {@return the entries of a map that have a text as key} */
    public static Map<String, Object> byText(Object value) {
        var entries = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> {
                if (key instanceof String text) {
                    entries.put(text, entry);
                }
            });
        }
        return entries;
    }
}
