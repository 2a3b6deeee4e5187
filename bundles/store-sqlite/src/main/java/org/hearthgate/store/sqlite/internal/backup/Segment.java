package org.hearthgate.store.sqlite.internal.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** One increment as a file: written once, compressed and sealed, never changed. */
record Segment(Path file, SegmentHeader header) {
    /** A piece is about 8 MiB; one row may be larger. What claims more than this was not written by a hub. */
    private static final int MOST_OCTETS = 512 * 1024 * 1024;

    static Segment write(Path file, RecoveryKey key, UUID series, long number, byte[] previous, Increment.Piece piece)
            throws IOException {
        var salt = new byte[SegmentHeader.SALT];
        new SecureRandom().nextBytes(salt);
        var header = new SegmentHeader(series, number, piece.from(), piece.to(), previous, salt);
        Octets.write(file, out -> {
            var buffered = new BufferedOutputStream(out, 64 * 1024);
            buffered.write(header.octets());
            var deflater = new Deflater(Deflater.BEST_SPEED);
            try (OutputStream sealed = body(key, header).writeTo(buffered);
                    OutputStream packed = new DeflaterOutputStream(sealed, deflater)) {
                packed.write(piece.database());
            } finally {
                deflater.end();
            }
            buffered.flush();
        });
        return new Segment(file, header);
    }

    /**
     * {@return the database in it}
     *
     * @throws IOException if one octet of the file is not what was written, or the key is another
     */
    byte[] open(RecoveryKey key) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024)) {
            SegmentHeader present = SegmentHeader.read(in);
            InputStream sealed = body(key, present).readFrom(in);
            byte[] database;
            try (InputStream packed = new InflaterInputStream(sealed)) {
                database = packed.readNBytes(MOST_OCTETS);
                sealed.readAllBytes(); // to the last chunk, which proves that nothing was cut off
            }
            return database;
        }
    }

    private static SealedBody body(RecoveryKey key, SegmentHeader header) {
        return new SealedBody(key.derive("segment", header.salt()), header.octets());
    }
}
