package org.hearthgate.store.sqlite.internal.backup;

/** What the recovery key is wrapped in while it lies on the hub's own disk, so that a stolen card alone does not open the backups. */
public interface KeyWrap {
    /** Protected by the file's permissions alone. */
    KeyWrap BY_PERMISSIONS = new KeyWrap() {
        @Override
        public byte[] wrap(byte[] key) {
            return key.clone();
        }

        @Override
        public byte[] unwrap(byte[] wrapped) {
            return wrapped.clone();
        }
    };

    byte[] wrap(byte[] key);

    /** @throws RuntimeException saying what to do, if this was wrapped by another hub */
    byte[] unwrap(byte[] wrapped);
}
