package org.hearthgate.api.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a rule saw.
 *
 * @param priority how urgent it is
 * @param message one sentence for a person woken at night, beginning with the name
 * @param value in mg/dL of the reading it rests on, where there is one
 * @param measuredAt of that reading
 */
public record Finding(Priority priority, String message, OptionalDouble value, Optional<Instant> measuredAt) {
    public Finding {
        requireNonNull(priority, "priority");
        requireNonNull(value, "value");
        requireNonNull(measuredAt, "measuredAt");
        if (message.isBlank()) {
            throw new IllegalArgumentException("a finding must say something");
        }
    }
}
