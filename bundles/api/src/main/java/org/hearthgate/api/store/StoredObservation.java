package org.hearthgate.api.store;

import static java.util.Objects.requireNonNull;

import org.hearthgate.api.observation.Observation;

/**
 * An observation and its place in the record.
 *
 * @param position above 0, ascending in order of commit, never used twice
 */
public record StoredObservation(long position, Observation observation) {
    public StoredObservation {
        requireNonNull(observation, "observation");
    }
}
