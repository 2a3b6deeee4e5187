package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * One stretch of sleep, beginning at {@code measuredAt} (LOINC 93832-4 for its length).
 *
 * @param endedAt not before {@code measuredAt}
 */
public record SleepEpisode(Origin origin, Instant endedAt) implements Observation {
    public SleepEpisode {
        requireNonNull(origin, "origin");
        if (endedAt.isBefore(origin.measuredAt())) {
            throw new IllegalArgumentException("sleep must end after it began");
        }
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.SLEEP_EPISODE;
    }

    @Override
    public SleepEpisode withOrigin(Origin other) {
        return new SleepEpisode(other, endedAt);
    }

    @Override
    public SleepEpisode movedBy(Duration by) {
        return new SleepEpisode(origin.withMeasuredAt(measuredAt().plus(by)), endedAt.plus(by));
    }
}
