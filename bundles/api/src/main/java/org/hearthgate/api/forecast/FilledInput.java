package org.hearthgate.api.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A stretch without a reading that a forecast looked across as if the glucose had gone straight on. Named, so that nobody takes it for
 * measured.
 *
 * @param from {@code measuredAt} of the reading before it
 * @param until {@code measuredAt} of the reading after it
 */
public record FilledInput(Instant from, Instant until) {
    public FilledInput {
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a stretch must end after it began, was " + from + " to " + until);
        }
    }
}
