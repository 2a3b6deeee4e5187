package org.hearthgate.adapter.coap.internal;

/** Nothing of a pack can be read; the message goes to the device as it is, so it says what, where and what to do. */
final class SenmlException extends Exception {
    private static final long serialVersionUID = 1;

    SenmlException(String message) {
        super(message);
    }
}
