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
        public byte[] export(byte[] older) {
            return older.clone();
        }
    };

    /** {@return all of them, in the clear: whoever calls this seals it at once. Equal keys give equal octets} */
    byte[] export();

    /** {@return the same, and those of an older export that are in use no more: rows in older segments need them} */
    byte[] export(byte[] older);
}
