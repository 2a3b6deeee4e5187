package org.hearthgate.adapter.phone.internal;

/** A visit to a phone that brought nothing. The message says why and what to do, for the status and one line of the log; no secret. */
final class PhoneException extends Exception {
    private static final long serialVersionUID = 1;

    private final Why why;

    /** What kind of failure, because each is followed by another pause. */
    enum Why {
        /** Not in the Wi-Fi, asleep, or too slow. */
        AWAY,
        /** It wants another secret. */
        SECRET,
        /** It answers, but not with what such an app answers. */
        NONSENSE,
        /** This app does not serve that path. */
        NOT_SERVED
    }

    PhoneException(Why why, String message) {
        super(message);
        this.why = why;
    }

    PhoneException(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    Why why() {
        return why;
    }
}
