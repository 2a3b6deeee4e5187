package org.hearthgate.api.store;

/** The storage failed: the message says what, on which file, and what to do. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
