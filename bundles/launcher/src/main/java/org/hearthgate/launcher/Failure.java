package org.hearthgate.launcher;

/** Ends a command with one line (what, which, what to do) and an exit code after sysexits.h. */
final class Failure extends RuntimeException {
    static final int USAGE = 64;
    static final int BAD_DATA = 65;
    static final int INTERNAL = 70;
    static final int TRY_LATER = 75;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    static Failure usage(String message) {
        return new Failure(USAGE, message, null);
    }

    static Failure badData(String message) {
        return new Failure(BAD_DATA, message, null);
    }

    static Failure internal(String message, Throwable cause) {
        return new Failure(INTERNAL, message, cause);
    }

    static Failure tryLater(String message) {
        return new Failure(TRY_LATER, message, null);
    }

    int exitCode() {
        return exitCode;
    }
}
