package org.hearthgate.store.sqlite.internal.backup;

/** A backup cannot be made, read or trusted: the message says what, which and what to do. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
