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
 * @param why one plain sentence for "why this alarm": what crossed which limit, in force for whom; empty where the message says it all
 */
public record Finding(
        Priority priority, String message, OptionalDouble value, Optional<Instant> measuredAt, String why) {
    public Finding {
        requireNonNull(priority, "priority");
        requireNonNull(value, "value");
        requireNonNull(measuredAt, "measuredAt");
        requireNonNull(why, "why");
        if (message.isBlank()) {
            throw new IllegalArgumentException("a finding must say something");
        }
    }

    /** One whose message says it all. */
    public Finding(Priority priority, String message, OptionalDouble value, Optional<Instant> measuredAt) {
        this(priority, message, value, measuredAt, "");
    }
}
