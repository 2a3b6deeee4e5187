package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * One stretch of exercise, beginning at {@code measuredAt}.
 *
 * @param endedAt not before {@code measuredAt}
 * @param activity what it was, in the words of the source; at most 200 characters
 */
public record ActivityEpisode(Origin origin, Instant endedAt, String activity) implements Observation {
    public ActivityEpisode {
        requireNonNull(origin, "origin");
        Measure.text("activity", activity, 200);
        if (endedAt.isBefore(origin.measuredAt())) {
            throw new IllegalArgumentException("activity must end after it began");
        }
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.ACTIVITY_EPISODE;
    }

    @Override
    public ActivityEpisode withOrigin(Origin other) {
        return new ActivityEpisode(other, endedAt, activity);
    }

    @Override
    public ActivityEpisode movedBy(Duration by) {
        return new ActivityEpisode(origin.withMeasuredAt(measuredAt().plus(by)), endedAt.plus(by), activity);
    }
}
