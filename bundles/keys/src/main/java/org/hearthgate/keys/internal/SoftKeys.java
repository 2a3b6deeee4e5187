package org.hearthgate.keys.internal;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.KeyException;

/** Hub keys whose octets are in this process's memory: what a file or a credential gave. */
final class SoftKeys {
    static final int OCTETS = 32;

    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private final Envelope envelope = new Envelope(Optional.empty());

    private record Entry(HubKey about, SecretKeySpec key) {}

    void add(HubKey about, byte[] octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("a hub key has 32 octets, was " + octets.length);
        }
        byId.put(about.id(), new Entry(about, new SecretKeySpec(octets, "AES")));
    }

    List<HubKey> about() {
        return byId.values().stream().map(Entry::about).toList();
    }

    byte[] octets(String id) {
        return key(id).getEncoded();
    }

    void remove(String id) {
        byId.remove(id);
    }

    byte[] wrap(String id, byte[] dataKey, byte[] context) {
        try {
            return envelope.close(key(id), id, dataKey, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    byte[] unwrap(String id, byte[] wrapped, byte[] context) {
        try {
            return envelope.open(key(id), id, wrapped, context);
        } catch (GeneralSecurityException e) {
            throw Envelope.refused(id, e);
        }
    }

    private SecretKeySpec key(String id) {
        Entry entry = byId.get(id);
        if (entry == null) {
            throw unknown(id);
        }
        return entry.key();
    }

    static KeyException unknown(String id) {
        return new KeyException(
                KeyException.Reason.UNKNOWN_KEY,
                "hub key " + id
                        + " is not in the configured source; bring its file, credential or token back, or restore a backup",
                null);
    }
}
