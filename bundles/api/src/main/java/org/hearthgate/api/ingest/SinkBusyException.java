package org.hearthgate.api.ingest;

import java.time.Duration;

/** The hub cannot commit now; nothing was stored. The device should send the same again after {@link #retryAfter()}. */
public class SinkBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public SinkBusyException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** {@return how long the device should wait; CoAP Max-Age, HTTP Retry-After} */
    public Duration retryAfter() {
        return retryAfter;
    }
}
