package org.hearthgate.adapter.pen.internal.tag;

/** The tag has left the field of the reader, or the reader has gone. */
public class TagLostException extends Exception {
    private static final long serialVersionUID = 1;

    public TagLostException(String message, Throwable cause) {
        super(message, cause);
    }

    public TagLostException(String message) {
        super(message);
    }
}
