package org.hearthgate.store.sqlite.internal;

import java.sql.SQLException;

/**
 * What stands between the octets of a codec and the octets on the disk. Every sealed blob begins with one octet that names its seal, so
 * that rows under an older seal stay readable until they are sealed anew.
 */
interface RowSeal {
    /** Which blob of the row, so that one can never be taken for the other. */
    enum Part {
        PAYLOAD,
        RAW
    }

    /** In a transaction. {@return the octets for the disk} */
    byte[] close(Session session, RowFacts row, Part part, byte[] plain) throws SQLException;

    /** @throws UnreadableException if these are not the octets that were sealed for this row and part, or their key is not to be had */
    byte[] open(Session session, RowFacts row, Part part, byte[] sealed) throws SQLException;
}
