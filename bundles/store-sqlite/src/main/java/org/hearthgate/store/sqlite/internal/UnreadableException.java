package org.hearthgate.store.sqlite.internal;

/** One row says something this hub cannot understand: damaged, or written by a hub that knows more. */
class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
