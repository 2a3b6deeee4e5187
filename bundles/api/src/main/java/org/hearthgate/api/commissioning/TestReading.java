package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;
import org.hearthgate.api.store.StoredObservation;

/**
 * A reading that proves the whole way from a device into the record.
 *
 * @param stored the reading and where it is in the record; its value is health data, not everybody's to see
 * @param age how long ago it was measured
 * @param signalDbm how strongly its device was last heard, where there is a radio
 */
public record TestReading(StoredObservation stored, Duration age, OptionalInt signalDbm) {
    public TestReading {
        requireNonNull(stored, "stored");
        requireNonNull(age, "age");
        requireNonNull(signalDbm, "signalDbm");
    }
}
