package org.hearthgate.api.store;

import static java.util.Objects.requireNonNull;

/** What became of one submitted observation. */
public sealed interface Receipt {
    /**
     * It is durably in the record.
     *
     * @param position its place in the record, ascending in order of commit
     */
    record Stored(long position) implements Receipt {}

    /**
     * It was in the record already; nothing was written. To the device this is as good as {@link Stored}.
     *
     * @param position the place of the one that is there
     */
    record Duplicate(long position) implements Receipt {}

    /**
     * It was refused at the door and put into quarantine with its raw form.
     *
     * @param reason short stable word for programs
     * @param message what, which, what to do; for people. Holds no secret
     */
    record Refused(Reason reason, String message) implements Receipt {
        public Refused {
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
        }
    }

    /** Why an observation is refused at the door. */
    enum Reason {
        /** No body and no device produces this value. */
        IMPLAUSIBLE_VALUE,
        /** Its time lies too far ahead of the hub's clock. */
        FROM_THE_FUTURE,
        /** Its time lies before any such device existed: a clock that was never set. */
        CLOCK_NEVER_SET,
        /** The person does not live here. */
        UNKNOWN_PERSON
    }

    /** {@return whether the device may forget this observation because the hub has it} */
    default boolean kept() {
        return !(this instanceof Refused);
    }
}
