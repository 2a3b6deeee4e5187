package org.hearthgate.notify.homeassistant.internal;

/** What was asked is not done. The message says why, for whoever pressed the button; no health value, no name. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
