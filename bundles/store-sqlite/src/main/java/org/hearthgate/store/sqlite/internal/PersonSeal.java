package org.hearthgate.store.sqlite.internal;

import java.sql.SQLException;

/** Seals each blob of a row under the key of its person, bound to the columns of its row. Rows of before are read by their checksum. */
final class PersonSeal implements RowSeal {
    private final BlobSeal blobs;
    private final ChecksumSeal checksums = new ChecksumSeal();

    PersonSeal(BlobSeal blobs) {
        this.blobs = blobs;
    }

    @Override
    public byte[] close(Session session, RowFacts row, Part part, byte[] plain) throws SQLException {
        return blobs.close(session, row.person(), context(row, part), plain);
    }

    @Override
    public byte[] open(Session session, RowFacts row, Part part, byte[] sealed) throws SQLException {
        if (sealed.length > 0 && sealed[0] == BlobSeal.MARK) {
            return blobs.open(session, context(row, part), sealed);
        }
        return checksums.open(session, row, part, sealed);
    }

    static byte[] context(RowFacts row, Part part) {
        return row.shortly((byte) (part == Part.PAYLOAD ? 1 : 2));
    }
}
