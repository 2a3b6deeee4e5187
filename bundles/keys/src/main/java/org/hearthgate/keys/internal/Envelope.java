package org.hearthgate.keys.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.hearthgate.api.key.KeyException;

/**
 * A data key wrapped by AES-256-GCM: one octet for the form, a random nonce, the sealed key. The hub key's id and the context are bound to
 * it. The same form whether the JDK computes it or a token does.
 */
final class Envelope {
    static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte FORM = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final Optional<Provider> provider;
    private final SecureRandom random = new SecureRandom();

    /** @param provider that computes; empty for the JDK's own */
    Envelope(Optional<Provider> provider) {
        this.provider = provider;
    }

    byte[] close(Key key, String id, byte[] dataKey, byte[] context) throws GeneralSecurityException {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, id, nonce, context);
        byte[] sealed = cipher.doFinal(dataKey);
        return ByteBuffer.allocate(1 + NONCE + sealed.length)
                .put(FORM)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws KeyException {@code REFUSED} if these octets were not wrapped under this key for this context */
    byte[] open(Key key, String id, byte[] wrapped, byte[] context) throws GeneralSecurityException {
        if (wrapped.length < 1 + NONCE + TAG || wrapped[0] != FORM) {
            throw refused(id, null);
        }
        var nonce = new byte[NONCE];
        System.arraycopy(wrapped, 1, nonce, 0, NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, id, nonce, context)
                    .doFinal(wrapped, 1 + NONCE, wrapped.length - 1 - NONCE);
        } catch (AEADBadTagException e) {
            throw refused(id, e);
        }
    }

    private Cipher cipher(int mode, Key key, String id, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = provider.isPresent() ? Cipher.getInstance(CIPHER, provider.get()) : Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES + name.length + context.length)
                .putInt(name.length)
                .put(name)
                .put(context)
                .array());
        return cipher;
    }

    static KeyException refused(String id, Exception cause) {
        return new KeyException(
                KeyException.Reason.REFUSED,
                "a wrapped key does not open under hub key " + id
                        + ": it is damaged, or was wrapped for something else; restore a backup",
                cause);
    }
}
