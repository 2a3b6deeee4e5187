package org.hearthgate.store.sqlite.internal.years;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Whole numbers in as few octets as they need: seven bits an octet, the sign in the lowest. */
final class VariableOctets {
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteBuffer from;

    VariableOctets() {
        this(ByteBuffer.allocate(0));
    }

    VariableOctets(ByteBuffer from) {
        this.from = from;
    }

    void put(long value) {
        long left = value << 1 ^ value >> Long.SIZE - 1;
        while ((left & ~(MORE - 1L)) != 0) {
            written.write((int) (left & MORE - 1 | MORE));
            left >>>= BITS;
        }
        written.write((int) left);
    }

    long take() {
        long value = 0;
        int shift = 0;
        byte octet;
        do {
            octet = from.get();
            value |= (octet & MORE - 1L) << shift;
            shift += BITS;
        } while ((octet & MORE) != 0);
        return value >>> 1 ^ -(value & 1);
    }

    byte[] octets() {
        return written.toByteArray();
    }
}
