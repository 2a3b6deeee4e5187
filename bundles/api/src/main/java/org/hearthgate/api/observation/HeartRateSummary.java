package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Many heart rates of one device in one, for years that nobody reads beat by beat. {@code measuredAt} is the end of the span.
 *
 * @param startedAt beginning of the span, before {@code measuredAt}
 * @param meanBeatsPerMinute 1 to 300, rounded to hundredths; lost contacts left out
 * @param lowestBeatsPerMinute 1 to 300, not above the mean
 * @param highestBeatsPerMinute 1 to 300, not below the mean
 * @param measurements how many it stands for, at least 1
 */
public record HeartRateSummary(
        Origin origin,
        Instant startedAt,
        double meanBeatsPerMinute,
        int lowestBeatsPerMinute,
        int highestBeatsPerMinute,
        int measurements)
        implements Observation {
    public HeartRateSummary {
        requireNonNull(origin, "origin");
        if (!startedAt.isBefore(origin.measuredAt())) {
            throw new IllegalArgumentException("a heart rate summary must start before it ends");
        }
        startedAt = Instant.ofEpochMilli(startedAt.toEpochMilli());
        meanBeatsPerMinute = Measure.within("mean heart rate in beats per minute", meanBeatsPerMinute, 1, 300);
        Measure.within("lowest heart rate in beats per minute", lowestBeatsPerMinute, 1, 300);
        Measure.within("highest heart rate in beats per minute", highestBeatsPerMinute, 1, 300);
        Measure.within("number of measurements", measurements, 1, Integer.MAX_VALUE);
        if (lowestBeatsPerMinute > meanBeatsPerMinute || highestBeatsPerMinute < meanBeatsPerMinute) {
            throw new IllegalArgumentException("a mean heart rate must lie between the lowest and the highest");
        }
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.HEART_RATE_SUMMARY;
    }

    @Override
    public HeartRateSummary withOrigin(Origin other) {
        return new HeartRateSummary(
                other, startedAt, meanBeatsPerMinute, lowestBeatsPerMinute, highestBeatsPerMinute, measurements);
    }

    @Override
    public HeartRateSummary movedBy(Duration by) {
        return new HeartRateSummary(
                origin.withMeasuredAt(measuredAt().plus(by)),
                startedAt.plus(by),
                meanBeatsPerMinute,
                lowestBeatsPerMinute,
                highestBeatsPerMinute,
                measurements);
    }
}
