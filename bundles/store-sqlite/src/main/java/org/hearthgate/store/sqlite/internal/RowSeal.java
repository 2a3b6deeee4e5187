package org.hearthgate.store.sqlite.internal;

/**
 * What stands between the octets of a codec and the octets on the disk. Every sealed blob begins with one octet that names its seal, so
 * that rows under an older seal stay readable when another (encryption per row) takes its place.
 */
interface RowSeal {
    /** Which blob of the row, so that one can never be taken for the other. */
    enum Part {
        PAYLOAD,
        RAW
    }

    /** {@return the octets for the disk} */
    byte[] close(RowFacts row, Part part, byte[] plain);

    /** @throws UnreadableException if these are not the octets that were sealed for this row and part */
    byte[] open(RowFacts row, Part part, byte[] sealed);
}
