package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Heart rate (LOINC 8867-4).
 *
 * @param beatsPerMinute 0 to 300; 0 is a lost contact, not a heart at rest
 * @param rrIntervals1024ths time between beats in 1/1024 s, oldest first; empty where the device tells none
 */
public record HeartRate(Origin origin, int beatsPerMinute, List<Integer> rrIntervals1024ths) implements Observation {
    public HeartRate {
        requireNonNull(origin, "origin");
        Measure.within("heart rate in beats per minute", beatsPerMinute, 0, 300);
        rrIntervals1024ths = List.copyOf(rrIntervals1024ths);
    }

    /** {@return a heart rate without beat-to-beat intervals} */
    public static HeartRate of(Origin origin, int beatsPerMinute) {
        return new HeartRate(origin, beatsPerMinute, List.of());
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.HEART_RATE;
    }

    @Override
    public HeartRate withOrigin(Origin other) {
        return new HeartRate(other, beatsPerMinute, rrIntervals1024ths);
    }
}
