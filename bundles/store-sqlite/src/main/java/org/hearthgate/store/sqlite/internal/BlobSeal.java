package org.hearthgate.store.sqlite.internal;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The form of a sealed blob, whatever it is part of: one octet that names the seal, the number of its key (7 bits an octet, lowest first),
 * 12 octets of nonce, the sealed octets with a tag of 16. It adds 30 octets or little more.
 */
final class BlobSeal {
    /** Names this seal; {@link ChecksumSeal} is 1, and CBOR maps begin beyond. */
    static final byte MARK = 2;

    private static final int MOST_NUMBER_OCTETS = 9;

    private final PersonKeys keys;

    BlobSeal(PersonKeys keys) {
        this.keys = keys;
    }

    /** In a transaction. @param context what the blob is bound to; the same octets open it */
    byte[] close(Session session, long person, byte[] context, byte[] plain) throws SQLException {
        DataKey key = keys.current(session, person);
        long number = key.number();
        var blob = ByteBuffer.allocate(1 + octets(number) + DataKey.NONCE + plain.length + DataKey.TAG)
                .put(MARK);
        for (long rest = number; ; rest >>>= 7) {
            if (rest < 0x80) {
                blob.put((byte) rest);
                break;
            }
            blob.put((byte) (rest | 0x80));
        }
        key.seal(context, plain, blob);
        return blob.array();
    }

    /**
     * {@return the octets that were sealed}
     *
     * @throws KeyLockedException if the key is not to be had
     * @throws UnreadableException if the blob is damaged, or was not sealed for this context
     */
    byte[] open(Session session, byte[] context, byte[] blob) throws SQLException {
        OptionalLong number = keyNumber(blob);
        if (number.isEmpty()) {
            throw new UnreadableException("its seal is damaged or of a newer hub");
        }
        return keys.byNumber(session, number.getAsLong()).open(context, blob, 1 + octets(number.getAsLong()));
    }

    /** {@return the number of the key of a blob under this seal; empty if it is under another, or none} */
    static OptionalLong keyNumber(byte[] blob) {
        if (blob.length < 2 || blob[0] != MARK) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < MOST_NUMBER_OCTETS && 1 + i < blob.length; i++) {
            number |= (blob[1 + i] & 0x7fL) << (7 * i);
            if (blob[1 + i] >= 0) {
                // one way to write each number, so that not even this octet can be changed unseen
                return octets(number) == i + 1 ? OptionalLong.of(number) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /** {@return where the nonce of a blob of this key begins} */
    static int nonceAt(long number) {
        return 1 + octets(number);
    }

    private static int octets(long number) {
        int count = 1;
        for (long rest = number >>> 7; rest != 0; rest >>>= 7) {
            count++;
        }
        return count;
    }
}
