package org.hearthgate.store.sqlite.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of one person in memory: AES-256-GCM with random nonces. Random, because a position may be used twice after a restore, and a
 * nonce must never be; 2^32 blobs under one key keep the risk below one in 2^32, ten years of 5-minute readings are 2^20. Ciphers are
 * kept for the next blob. Thread-safe.
 */
final class DataKey {
    static final int OCTETS = 32;
    static final int NONCE = 12;
    static final int TAG = 16;
    private static final int MOST_IDLE = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final long number;
    private final long person;
    private final byte[] octets;
    private final SecretKey key;
    private final ConcurrentLinkedDeque<Cipher> idle = new ConcurrentLinkedDeque<>();

    DataKey(long number, long person, byte[] octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("a person's key has " + OCTETS + " octets, was " + octets.length);
        }
        this.number = number;
        this.person = person;
        this.octets = octets.clone();
        key = new SecretKeySpec(octets, "AES");
    }

    static byte[] random(int octets) {
        var fresh = new byte[octets];
        RANDOM.nextBytes(fresh);
        return fresh;
    }

    long number() {
        return number;
    }

    long person() {
        return person;
    }

    /** {@return a copy of the key itself; only for wrapping it} */
    byte[] octets() {
        return octets.clone();
    }

    /** Writes nonce and sealed octets into a buffer that has room for {@code NONCE + plain + TAG}. */
    void seal(byte[] context, byte[] plain, ByteBuffer into) {
        byte[] nonce = random(NONCE);
        into.put(nonce);
        Cipher cipher = take();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
            cipher.updateAAD(context);
            int written = cipher.doFinal(plain, 0, plain.length, into.array(), into.arrayOffset() + into.position());
            into.position(into.position() + written);
            giveBack(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * {@return the octets that were sealed}
     *
     * @param from where the nonce begins in the blob
     * @throws UnreadableException if they were not sealed under this key for this context, or one bit has changed
     */
    byte[] open(byte[] context, byte[] blob, int from) {
        if (blob.length < from + NONCE + TAG) {
            throw new UnreadableException("its seal is cut off: the file is damaged");
        }
        Cipher cipher = take();
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * Byte.SIZE, blob, from, NONCE));
            cipher.updateAAD(context);
            byte[] plain = cipher.doFinal(blob, from + NONCE, blob.length - from - NONCE);
            giveBack(cipher);
            return plain;
        } catch (AEADBadTagException e) {
            throw new UnreadableException("its seal does not fit: the file is damaged, or was meddled with", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** Overwrites what of the key can be reached; Java may have copies. */
    void forget() {
        Arrays.fill(octets, (byte) 0);
        idle.clear();
    }

    private Cipher take() {
        Cipher cipher = idle.poll();
        try {
            return cipher == null ? Cipher.getInstance("AES/GCM/NoPadding") : cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private void giveBack(Cipher cipher) {
        if (idle.size() < MOST_IDLE) {
            idle.push(cipher);
        }
    }
}
