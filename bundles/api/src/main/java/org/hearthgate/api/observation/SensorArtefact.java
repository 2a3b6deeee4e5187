package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A stretch of a sensor's signal that says more about the sensor than about the body, as the hub judges it once it has seen the whole.
 * The readings themselves stay as they are. {@code measuredAt} is the end of the stretch; its device is the sensor.
 *
 * @param startedAt beginning of the stretch, not after {@code measuredAt}
 * @param artefact what it looks like
 * @param measures what that rests on, by name with its unit, e.g. {@code probability}; at most 16, in order of name
 */
public record SensorArtefact(Origin origin, Instant startedAt, Artefact artefact, Map<String, Double> measures)
        implements Observation {
    public SensorArtefact {
        requireNonNull(origin, "origin");
        requireNonNull(artefact, "artefact");
        startedAt = Instant.ofEpochMilli(startedAt.toEpochMilli());
        if (startedAt.isAfter(origin.measuredAt())) {
            throw new IllegalArgumentException("an artefact must start before it ends");
        }
        measures = Measure.measures(measures);
    }

    /** The kinds of artefact; the names are stored, so they are added to and never renamed. */
    public enum Artefact {
        /** Pressure on the sensor looked like a low: fell and came back as no glucose does. */
        COMPRESSION_LOW,
        /** No reading came although the sensor was worn. */
        DROPOUT,
        /** The level moved from one reading to the next and stayed. */
        JUMP,
        /** One value again and again. */
        FLAT_LINE,
        /** Noise that makes single readings doubtful. */
        NOISE,
        /** A new sensor, or the same one after a calibration, measures from another level. */
        LEVEL_CHANGE
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.SENSOR_ARTEFACT;
    }

    @Override
    public SensorArtefact withOrigin(Origin other) {
        return new SensorArtefact(other, startedAt, artefact, measures);
    }

    @Override
    public SensorArtefact movedBy(Duration by) {
        return new SensorArtefact(origin.withMeasuredAt(measuredAt().plus(by)), startedAt.plus(by), artefact, measures);
    }
}
