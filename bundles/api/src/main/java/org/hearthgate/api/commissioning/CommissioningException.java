package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Something that is not done; the message says what, which, and what to do. It holds no secret. */
public class CommissioningException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient List<SettingsProblem> problems;

    public CommissioningException(Reason reason, String message) {
        this(reason, message, List.of());
    }

    public CommissioningException(Reason reason, String message, List<SettingsProblem> problems) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
        this.problems = List.copyOf(problems);
    }

    public Reason reason() {
        return reason;
    }

    /** {@return which settings are wrong, where it is about settings} */
    public List<SettingsProblem> problems() {
        return problems == null ? List.of() : problems;
    }

    /** Why, in the words of a program. */
    public enum Reason {
        /** There is no such device, pairing, kind or setting. */
        UNKNOWN,
        /** What was sent cannot be used; {@link #problems()} may say more. */
        INVALID,
        /** It cannot be done as things stand: in use already, not paired yet. */
        CONFLICT,
        /** This may not be changed here. */
        NOT_HERE,
        /** The settings are well formed, but nothing runs with them; the former ones are back. */
        DID_NOT_START,
        /** They could not be written to disk; the former ones are back. */
        NOT_SAVED,
        /** A device or a transport does not answer, or too many wait. */
        NO_ANSWER
    }
}
