package org.hearthgate.adapter.coap.internal;

/** A record cannot become an observation; the message is for the device. */
final class UnusableRecordException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableRecordException(String message) {
        super(message, null, false, false);
    }
}
