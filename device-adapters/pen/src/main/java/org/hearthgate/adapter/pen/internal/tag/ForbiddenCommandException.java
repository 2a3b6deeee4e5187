package org.hearthgate.adapter.pen.internal.tag;

/** Somebody in this room wanted to send a pen something that does not only read. A fault of the hub: nothing was sent. */
public class ForbiddenCommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ForbiddenCommandException(String message) {
        super(message);
    }
}
