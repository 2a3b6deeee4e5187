package org.hearthgate.api.key;

import static java.util.Objects.requireNonNull;

/** A hub key could not be used: the message says which, why and what to do, and holds no secret. */
public class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public KeyException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }

    /** Why. */
    public enum Reason {
        /** The source cannot be reached now; the same call may work later. */
        UNAVAILABLE,
        /** The source works and has no such key, or has it no more. */
        UNKNOWN_KEY,
        /** These octets were not wrapped under this key for this context: damaged or exchanged. */
        REFUSED,
        /** The source cannot do this by itself; the message tells its owner the steps. */
        BY_HAND
    }
}
