package org.hearthgate.store.sqlite.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.key.Wrapped;

/** Hub keys that outlive the store, and that can be taken away, with or without a spare key in their place. */
final class FakeHubKeys implements HubKeys {
    /** The same in every process, for what one of them wrote and another reads. */
    static final HubKeys ALWAYS = new FakeHubKeys(new byte[DataKey.OCTETS]);

    private final Map<String, DataKey> keys = new LinkedHashMap<>();
    private final List<String> destroyed = new ArrayList<>();
    private String current = "";
    private boolean missing;
    private boolean spare = true;

    FakeHubKeys() {
        rotate();
    }

    private FakeHubKeys(byte[] octets) {
        current = "hub-always";
        keys.put(current, new DataKey(1, 0, octets));
    }

    void takeAway(boolean withSpare) {
        missing = true;
        spare = withSpare;
        if (withSpare) {
            keys.put("spare-1", new DataKey(1000, 0, DataKey.random(DataKey.OCTETS)));
        }
    }

    void bringBack() {
        missing = false;
    }

    List<String> destroyed() {
        return destroyed;
    }

    @Override
    public String source() {
        return "fake";
    }

    @Override
    public String protection() {
        return "the keys are in a test";
    }

    @Override
    public Optional<String> trouble() {
        return missing ? Optional.of("the token is away; plug it in") : Optional.empty();
    }

    @Override
    public String current() {
        if (!missing) {
            return current;
        }
        if (spare) {
            return "spare-1";
        }
        throw away();
    }

    private static KeyException away() {
        return new KeyException(KeyException.Reason.UNAVAILABLE, "the token is away; plug it in", null);
    }

    @Override
    public List<HubKey> keys() {
        return keys.keySet().stream()
                .map(id -> new HubKey(id, Optional.of(Instant.EPOCH), id.startsWith("spare")))
                .toList();
    }

    private DataKey key(String id) {
        if (missing && !id.startsWith("spare")) {
            throw away();
        }
        return Optional.ofNullable(keys.get(id))
                .orElseThrow(() -> new KeyException(KeyException.Reason.UNKNOWN_KEY, "no hub key " + id, null));
    }

    @Override
    public Wrapped wrap(byte[] dataKey, byte[] context) {
        String id = current();
        var out = java.nio.ByteBuffer.allocate(DataKey.NONCE + dataKey.length + DataKey.TAG);
        key(id).seal(context, dataKey, out);
        return new Wrapped(id, out.array());
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, byte[] context) {
        try {
            return key(wrapped.hubKey()).open(context, wrapped.octets(), 0);
        } catch (UnreadableException e) {
            throw new KeyException(KeyException.Reason.REFUSED, "refused", e);
        }
    }

    @Override
    public String rotate() {
        if (missing) {
            throw away();
        }
        current = "hub-" + (keys.size() + destroyed.size() + 1);
        keys.put(current, new DataKey(1, 0, DataKey.random(DataKey.OCTETS)));
        return current;
    }

    @Override
    public void destroy(String id) {
        key(id);
        keys.remove(id);
        destroyed.add(id);
    }
}
