package org.hearthgate.alerting.internal.duty;

import java.time.Instant;

/** A stretch of real time. Empty where its end is not after its beginning: a shift within the hour that a spring night leaves out. */
record Span(Instant from, Instant until) {
    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
