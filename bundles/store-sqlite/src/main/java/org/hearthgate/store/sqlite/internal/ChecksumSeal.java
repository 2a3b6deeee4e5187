package org.hearthgate.store.sqlite.internal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Makes damage visible: CRC-32C over the blob and the columns of its row. SQLite has no checksums of its own, and one flipped bit must
 * not turn 155 mg/dL into 27. It keeps nothing secret.
 */
final class ChecksumSeal implements RowSeal {
    static final byte MARK = 1;
    private static final int OVERHEAD = 1 + Integer.BYTES;

    @Override
    public byte[] close(Session session, RowFacts row, Part part, byte[] plain) {
        return ByteBuffer.allocate(OVERHEAD + plain.length)
                .put(MARK)
                .putInt(checksum(row, part, plain, 0))
                .put(plain)
                .array();
    }

    @Override
    public byte[] open(Session session, RowFacts row, Part part, byte[] sealed) {
        if (sealed.length < OVERHEAD || sealed[0] != MARK) {
            throw new UnreadableException("its seal is damaged or of a newer hub");
        }
        if (ByteBuffer.wrap(sealed).getInt(1) != checksum(row, part, sealed, OVERHEAD)) {
            throw new UnreadableException("its checksum is wrong: the file is damaged");
        }
        var plain = new byte[sealed.length - OVERHEAD];
        System.arraycopy(sealed, OVERHEAD, plain, 0, plain.length);
        return plain;
    }

    private static int checksum(RowFacts row, Part part, byte[] octets, int from) {
        var checksum = new CRC32C();
        checksum.update(part.ordinal());
        checksum.update(row.octets());
        checksum.update(octets, from, octets.length - from);
        return (int) checksum.getValue();
    }
}
