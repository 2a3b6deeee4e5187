package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Steps walked in an interval that ends at {@code measuredAt} (LOINC 55423-8).
 *
 * @param steps 0 to 200000
 * @param startedAt beginning of the interval, not after {@code measuredAt}
 */
public record StepCount(Origin origin, int steps, Instant startedAt) implements Observation {
    public StepCount {
        requireNonNull(origin, "origin");
        Measure.within("steps", steps, 0, 200_000);
        if (startedAt.isAfter(origin.measuredAt())) {
            throw new IllegalArgumentException("steps must start before they end");
        }
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.STEP_COUNT;
    }

    @Override
    public StepCount withOrigin(Origin other) {
        return new StepCount(other, steps, startedAt);
    }

    @Override
    public StepCount movedBy(Duration by) {
        return new StepCount(origin.withMeasuredAt(measuredAt().plus(by)), steps, startedAt.plus(by));
    }
}
