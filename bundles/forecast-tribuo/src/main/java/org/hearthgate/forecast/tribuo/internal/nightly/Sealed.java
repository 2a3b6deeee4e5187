package org.hearthgate.forecast.tribuo.internal.nightly;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.key.Wrapped;

/**
 * Health data at rest: AES-256-GCM under a key of its own that is wrapped by the hub's key, bound to the person. The hub's key changes when
 * somebody is erased; what is not wrapped anew before can never be opened again.
 */
final class Sealed {
    private static final int MAGIC = 0x48475331; // HGS1
    private static final int KEY_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final int MOST_WRAPPED = 8_192;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sealed() {}

    /** {@return the octets, sealed} @throws KeyException if no key of the hub can be used */
    static byte[] seal(byte[] plain, String person, HubKeys keys) throws IOException {
        byte[] key = random(KEY_OCTETS);
        try {
            Wrapped wrapped = keys.wrap(key, context(person));
            byte[] nonce = random(NONCE_OCTETS);
            var octets = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(octets)) {
                out.writeInt(MAGIC);
                out.writeUTF(wrapped.hubKey());
                out.writeInt(wrapped.octets().length);
                out.write(wrapped.octets());
                out.write(nonce);
                out.write(crypt(Cipher.ENCRYPT_MODE, key, nonce, plain, person));
            }
            return octets.toByteArray();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * {@return the octets that were sealed}
     *
     * @throws IOException if they are damaged, or meant for somebody else
     * @throws KeyException if the hub's key is away or gone
     */
    static byte[] open(byte[] sealed, String person, HubKeys keys) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(sealed))) {
            Wrapped wrapped = wrapped(in);
            byte[] nonce = in.readNBytes(NONCE_OCTETS);
            byte[] rest = in.readAllBytes();
            byte[] key = keys.unwrap(wrapped, context(person));
            try {
                return crypt(Cipher.DECRYPT_MODE, key, nonce, rest, person);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
    }

    /** {@return the id of the hub's key it is wrapped under} */
    static String hubKey(byte[] sealed) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(sealed))) {
            return wrapped(in).hubKey();
        }
    }

    private static Wrapped wrapped(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("it is no sealed model");
        }
        String hubKey = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > MOST_WRAPPED) {
            throw new IOException("its key is damaged");
        }
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new IOException("it is cut off");
        }
        return new Wrapped(hubKey, octets);
    }

    private static byte[] context(String person) {
        return ("forecast model of " + person).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int octets) {
        var random = new byte[octets];
        RANDOM.nextBytes(random);
        return random;
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] octets, String person) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context(person));
            return cipher.doFinal(octets);
        } catch (AEADBadTagException e) {
            throw new IOException("its seal does not fit: it is damaged, or was meddled with", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("it cannot be opened: " + e.getMessage(), e);
        }
    }
}
