package org.hearthgate.api.hub;

import static java.util.Objects.requireNonNull;

/**
 * How one thing is.
 *
 * @param status the word
 * @param message one sentence: what, which, what to do. No health value, no name of a person
 */
public record Health(Status status, String message) {
    public Health {
        requireNonNull(status, "status");
        requireNonNull(message, "message");
    }

    public static Health ok(String message) {
        return new Health(Status.OK, message);
    }

    public static Health warn(String message) {
        return new Health(Status.WARN, message);
    }

    public static Health failed(String message) {
        return new Health(Status.FAILED, message);
    }

    /** How well. */
    public enum Status {
        OK,
        /** Works, but somebody should look. */
        WARN,
        FAILED
    }
}
