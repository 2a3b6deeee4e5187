package org.hearthgate.store.sqlite.internal.backup;

/**
 * The keys without which restored rows cannot be opened. They travel in a file of their own beside the segments, so that destroying them
 * there destroys what they open in every segment.
 */
public interface TravellingKeys {
    /** Rows that are not encrypted need none. */
    TravellingKeys NONE = new TravellingKeys() {
        @Override
        public byte[] export() {
            return new byte[0];
        }

        @Override
        public void adopt(byte[] exported) {
            // nothing travelled
        }
    };

    /** {@return all of them, in the clear: whoever calls this seals it at once. Equal keys give equal octets} */
    byte[] export();

    /** Makes the rows under these keys readable again; those known already stay as they are. */
    void adopt(byte[] exported);
}
