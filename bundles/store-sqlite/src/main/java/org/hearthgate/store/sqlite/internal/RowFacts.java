package org.hearthgate.store.sqlite.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What the columns of one row say beside payload and raw form; persons, kinds, devices and adapters by their number in {@code name},
 * times in milliseconds.
 */
public record RowFacts(
        long position,
        long person,
        long kind,
        long device,
        long adapter,
        long measuredAt,
        long receivedAt,
        OptionalLong sequence) {

    /** {@return all of it as octets, for a seal that binds a payload to its row} */
    byte[] octets() {
        return ByteBuffer.allocate(8 * Long.BYTES + 1)
                .putLong(position)
                .putLong(person)
                .putLong(kind)
                .putLong(device)
                .putLong(adapter)
                .putLong(measuredAt)
                .putLong(receivedAt)
                .put((byte) (sequence.isPresent() ? 1 : 0))
                .putLong(sequence.orElse(0))
                .array();
    }

    /**
     * {@return the same in as few octets as can be told apart: authenticating them is a third of the cost of a row}
     *
     * @param part goes first
     */
    byte[] shortly(byte part) {
        ByteBuffer out = ByteBuffer.allocate(2 + 8 * 10);
        out.put(part).put((byte) (sequence.isPresent() ? 1 : 0));
        put(out, position);
        put(out, person);
        put(out, kind);
        put(out, device);
        put(out, adapter);
        put(out, measuredAt);
        put(out, receivedAt - measuredAt);
        put(out, sequence.orElse(0));
        return Arrays.copyOf(out.array(), out.position());
    }

    /** 7 bits an octet, lowest first, the sign in the lowest bit: no two lists of numbers give the same octets. */
    private static void put(ByteBuffer out, long number) {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }
}
