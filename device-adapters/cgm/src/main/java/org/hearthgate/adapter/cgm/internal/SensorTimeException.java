package org.hearthgate.adapter.cgm.internal;

/** A sensor tells a time that cannot be. */
final class SensorTimeException extends Exception {
    private static final long serialVersionUID = 1;

    SensorTimeException(String message) {
        super(message);
    }
}
