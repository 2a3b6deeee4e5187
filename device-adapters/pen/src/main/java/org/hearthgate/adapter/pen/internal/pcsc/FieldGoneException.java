package org.hearthgate.adapter.pen.internal.pcsc;

/** Nobody serves the readers of this machine now. The message says why and what to do. */
public class FieldGoneException extends Exception {
    private static final long serialVersionUID = 1;

    public FieldGoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
