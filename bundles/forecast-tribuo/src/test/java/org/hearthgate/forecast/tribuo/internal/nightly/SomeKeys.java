package org.hearthgate.forecast.tribuo.internal.nightly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.key.Wrapped;

/** Hub keys that outlive whoever uses them, and that can be changed and destroyed. They wrap by adding, for what wraps is not tested here. */
public final class SomeKeys implements HubKeys {
    private final Map<String, Integer> keys = new LinkedHashMap<>(Map.of("hub-1", 77));
    private String current = "hub-1";

    @Override
    public String source() {
        return "test";
    }

    @Override
    public String protection() {
        return "none";
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public List<HubKey> keys() {
        return keys.keySet().stream()
                .map(id -> new HubKey(id, Optional.empty(), false))
                .toList();
    }

    @Override
    public Wrapped wrap(byte[] dataKey, byte[] context) {
        return new Wrapped(current, added(dataKey, keys.get(current) + java.util.Arrays.hashCode(context)));
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, byte[] context) {
        Integer key = keys.get(wrapped.hubKey());
        if (key == null) {
            throw new KeyException(KeyException.Reason.UNKNOWN_KEY, "no hub key " + wrapped.hubKey(), null);
        }
        return added(wrapped.octets(), -key - java.util.Arrays.hashCode(context));
    }

    private static byte[] added(byte[] octets, int some) {
        byte[] added = octets.clone();
        for (int i = 0; i < added.length; i++) {
            added[i] += (byte) some;
        }
        return added;
    }

    @Override
    public String rotate() {
        current = "hub-" + (keys.size() + 1);
        keys.put(current, 100 + keys.size());
        return current;
    }

    @Override
    public void destroy(String id) {
        keys.remove(id);
    }
}
