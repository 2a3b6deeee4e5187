package org.hearthgate.api.notify;

/** A delivery that did not work. The message says what, which and what to do, without a health value, a name or a secret. */
public final class ChannelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private ChannelException(String message, Throwable cause, boolean permanent) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** Another try may work. */
    public static ChannelException passing(String message, Throwable cause) {
        return new ChannelException(message, cause, false);
    }

    /** Another try cannot work before somebody changes something. */
    public static ChannelException permanent(String message) {
        return new ChannelException(message, null, true);
    }

    public boolean permanent() {
        return permanent;
    }
}
