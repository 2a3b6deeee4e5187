package org.hearthgate.store.sqlite.internal;

import java.nio.ByteBuffer;
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
}
