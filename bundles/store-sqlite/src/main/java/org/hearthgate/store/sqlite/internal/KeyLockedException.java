package org.hearthgate.store.sqlite.internal;

/** A blob is whole as far as anybody can tell, but its key cannot be had now, or was destroyed. That is no damage. */
final class KeyLockedException extends UnreadableException {
    private static final long serialVersionUID = 1;

    KeyLockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
