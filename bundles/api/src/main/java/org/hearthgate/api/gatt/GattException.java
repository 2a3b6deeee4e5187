package org.hearthgate.api.gatt;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/** A device did not do what it was asked. The message says what, which and, where something can be done, what. */
public class GattException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final int attError;

    public GattException(Reason reason, String message) {
        this(reason, message, null);
    }

    public GattException(Reason reason, String message, Throwable cause) {
        this(reason, OptionalInt.empty(), message, cause);
    }

    /** @param attError the device's own error code, 0x01 to 0xFF, where it gave one */
    public GattException(Reason reason, OptionalInt attError, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
        this.attError = attError.orElse(-1);
    }

    public Reason reason() {
        return reason;
    }

    /** {@return the device's own error code, e.g. 0x80 for a missing CRC, where it gave one} */
    public OptionalInt attError() {
        return attError < 0 ? OptionalInt.empty() : OptionalInt.of(attError);
    }

    /** What went wrong. */
    public enum Reason {
        /** The link is gone. */
        LOST,
        /** It has no such service or characteristic. */
        NOT_FOUND,
        /** It refused; {@link #attError()} may say why. */
        REFUSED,
        /** It wants to be paired first. */
        UNPAIRED,
        /** It did not answer in time. */
        SILENT,
        /** It sent more than anybody could listen to. */
        FLOODED,
        /** It broke the profile: what it sent makes no sense at this point of the dialogue. */
        PROTOCOL,
        /** The hub never writes this: it could change therapy or delete a record. */
        FORBIDDEN
    }
}
