package org.hearthgate.store.sqlite.internal.backup;

import java.nio.ByteBuffer;

/**
 * How far a copy of the record has got.
 *
 * @param position of the last observation
 * @param alert number of the last entry of the alert journal
 * @param refused number of the last entry of the quarantine
 */
record Marks(long position, long alert, long refused) {
    static final Marks NONE = new Marks(0, 0, 0);

    byte[] octets() {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(position)
                .putLong(alert)
                .putLong(refused)
                .array();
    }

    static Marks read(ByteBuffer octets) {
        return new Marks(octets.getLong(), octets.getLong(), octets.getLong());
    }

    boolean reaches(Marks other) {
        return position >= other.position && alert >= other.alert && refused >= other.refused;
    }

    Marks furthest(Marks other) {
        return new Marks(
                Math.max(position, other.position), Math.max(alert, other.alert), Math.max(refused, other.refused));
    }
}
