package org.hearthgate.store.sqlite.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.key.Wrapped;
import org.hearthgate.store.sqlite.internal.backup.BackupException;
import org.hearthgate.store.sqlite.internal.backup.KeyWrap;

/**
 * Wraps the recovery key under the hub's key: two octets with the length of the hub key's id, the id, the wrapped octets. When the hub's
 * key is rotated the old one must not go before this was wrapped anew.
 */
final class HubKeyWrap implements KeyWrap {
    private static final byte[] CONTEXT = "recovery key".getBytes(StandardCharsets.UTF_8);

    private final HubKeys hub;

    HubKeyWrap(HubKeys hub) {
        this.hub = hub;
    }

    @Override
    public byte[] wrap(byte[] key) {
        try {
            Wrapped wrapped = hub.wrap(key, CONTEXT);
            byte[] id = wrapped.hubKey().getBytes(StandardCharsets.UTF_8);
            byte[] octets = wrapped.octets();
            return ByteBuffer.allocate(Short.BYTES + id.length + octets.length)
                    .putShort((short) id.length)
                    .put(id)
                    .put(octets)
                    .array();
        } catch (KeyException e) {
            throw new BackupException("the recovery key cannot be kept: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] unwrap(byte[] kept) {
        try {
            ByteBuffer in = ByteBuffer.wrap(kept);
            var id = new byte[in.getShort() & 0xffff];
            in.get(id);
            var octets = new byte[in.remaining()];
            in.get(octets);
            return hub.unwrap(new Wrapped(new String(id, StandardCharsets.UTF_8), octets), CONTEXT);
        } catch (KeyException | BufferUnderflowException e) {
            throw new BackupException(
                    "the recovery key on this hub cannot be opened (" + e.getMessage()
                            + "); bring the hub's own key back, or restore with the printed recovery code",
                    e);
        }
    }
}
