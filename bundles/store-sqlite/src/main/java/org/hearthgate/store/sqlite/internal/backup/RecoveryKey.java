package org.hearthgate.store.sqlite.internal.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret that opens a backup: 256 bits, kept by the hub for its schedule and printed by the family as a code for the day the hub
 * is gone. Every key in use is derived from it, so that no second secret can get lost.
 */
public final class RecoveryKey {
    private static final int OCTETS = 32;
    /** Without I, L, O and U, which people mistake for something else. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int KEY_CHARACTERS = 52;
    private static final int CHECK_CHARACTERS = 4;
    private static final int GROUP = 4;

    private final byte[] secret;

    private RecoveryKey(byte[] secret) {
        this.secret = secret;
    }

    static RecoveryKey random() {
        var octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        return new RecoveryKey(octets);
    }

    static RecoveryKey of(byte[] secret) {
        if (secret.length != OCTETS) {
            throw new BackupException("a recovery key has " + OCTETS + " octets, this one has " + secret.length);
        }
        return new RecoveryKey(secret.clone());
    }

    byte[] octets() {
        return secret.clone();
    }

    /** {@return the key as people write it: 14 groups of 4, the last of them a checksum} */
    public String code() {
        String text = base32(secret, KEY_CHARACTERS) + check(secret);
        var code = new StringBuilder();
        for (int at = 0; at < text.length(); at += GROUP) {
            code.append(at == 0 ? "" : "-").append(text, at, at + GROUP);
        }
        return code.toString();
    }

    /**
     * {@return the key of a code; spaces, hyphens and small letters do not matter, and O, I and L are taken for 0, 1 and 1}
     *
     * @throws BackupException if it was mistyped
     */
    public static RecoveryKey parse(String code) {
        String text = code.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (text.length() != KEY_CHARACTERS + CHECK_CHARACTERS) {
            throw new BackupException("the recovery code has " + text.length() + " characters instead of "
                    + (KEY_CHARACTERS + CHECK_CHARACTERS) + "; copy all 14 groups of it");
        }
        byte[] octets = octets(text.substring(0, KEY_CHARACTERS));
        var key = new RecoveryKey(Arrays.copyOf(octets, OCTETS));
        if (octets[OCTETS] != 0 || !check(key.secret).equals(text.substring(KEY_CHARACTERS))) {
            throw new BackupException(
                    "the recovery code was mistyped: its last group does not fit the others; compare it with the print");
        }
        return key;
    }

    /** {@return eight characters that tell this key from others and nothing else about it; printed beside the code} */
    public String id() {
        return HexFormat.of().formatHex(derive("id", new byte[0]), 0, 4);
    }

    /** HKDF (RFC 5869) with SHA-256, one block. */
    byte[] derive(String purpose, byte[] salt) {
        byte[] extracted = hmac(salt.length == 0 ? new byte[OCTETS] : salt, secret);
        byte[] info = ("hearthgate backup " + purpose).getBytes(StandardCharsets.UTF_8);
        return hmac(
                extracted,
                ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array());
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String check(byte[] secret) {
        MessageDigest digest = Octets.sha256();
        digest.update("hearthgate recovery code".getBytes(StandardCharsets.UTF_8));
        return base32(digest.digest(secret), CHECK_CHARACTERS);
    }

    private static String base32(byte[] octets, int characters) {
        var text = new StringBuilder();
        for (int at = 0; at < characters; at++) {
            int five = 0;
            for (int bit = at * 5; bit < at * 5 + 5; bit++) {
                five = five << 1 | (bit / 8 < octets.length ? octets[bit / 8] >> (7 - bit % 8) & 1 : 0);
            }
            text.append(ALPHABET.charAt(five));
        }
        return text.toString();
    }

    private static byte[] octets(String text) {
        var octets = new byte[(text.length() * 5 + 7) / 8];
        for (int at = 0; at < text.length(); at++) {
            int five = ALPHABET.indexOf(text.charAt(at));
            if (five < 0) {
                throw new BackupException("the recovery code holds '" + text.charAt(at)
                        + "', which no code has; compare group " + (at / GROUP + 1) + " with the print");
            }
            for (int bit = 0; bit < 5; bit++) {
                int where = at * 5 + bit;
                octets[where / 8] |= (byte) ((five >> (4 - bit) & 1) << (7 - where % 8));
            }
        }
        return octets;
    }
}
