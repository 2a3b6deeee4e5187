package org.hearthgate.store.sqlite.internal.backup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a segment says about itself in the clear: only numbers, and every octet of it is authenticated by the sealed body that follows.
 * It lets a reader name what is missing even where a body cannot be opened.
 *
 * @param number place in the series, from 1
 * @param from what was copied before this segment
 * @param to what is copied with it
 * @param previous SHA-256 of the whole segment before; zeros for the first
 * @param salt makes the key of this very file, so that a number that is written again never meets the same key
 */
record SegmentHeader(UUID series, long number, Marks from, Marks to, byte[] previous, byte[] salt) {
    static final int OCTETS = 8 + 16 + 8 + 6 * 8 + 32 + 16;
    static final int HASH = 32;
    static final int SALT = 16;
    /** "HGSEG", form 1. */
    private static final long MAGIC = 0x4847534547000001L;

    /** {@return the octets as they stand at the beginning of the file} */
    byte[] octets() {
        return ByteBuffer.allocate(OCTETS)
                .putLong(MAGIC)
                .putLong(series.getMostSignificantBits())
                .putLong(series.getLeastSignificantBits())
                .putLong(number)
                .put(from.octets())
                .put(to.octets())
                .put(previous)
                .put(salt)
                .array();
    }

    static SegmentHeader read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** @throws IOException if these are not the first octets of a segment */
    static SegmentHeader read(InputStream in) throws IOException {
        var octets = ByteBuffer.wrap(new DataInputStream(in).readNBytes(OCTETS));
        if (octets.remaining() < OCTETS || octets.getLong() != MAGIC) {
            throw new IOException("it does not begin like a segment");
        }
        var series = new UUID(octets.getLong(), octets.getLong());
        long number = octets.getLong();
        Marks from = Marks.read(octets);
        Marks to = Marks.read(octets);
        var previous = new byte[HASH];
        var salt = new byte[SALT];
        octets.get(previous).get(salt);
        return new SegmentHeader(series, number, from, to, previous, salt);
    }
}
