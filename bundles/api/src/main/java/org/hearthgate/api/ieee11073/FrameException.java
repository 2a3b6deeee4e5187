package org.hearthgate.api.ieee11073;

/** Octets that are not what they should be. The message names the fault in a word or a sentence, without any value of the frame. */
public class FrameException extends Exception {
    private static final long serialVersionUID = 1;

    public FrameException(String message) {
        super(message);
    }

    public FrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
