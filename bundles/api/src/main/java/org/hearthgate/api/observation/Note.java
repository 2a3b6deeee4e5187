package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * What somebody wrote down.
 *
 * @param text at most 4000 characters
 */
public record Note(Origin origin, String text) implements Observation {
    public Note {
        requireNonNull(origin, "origin");
        Measure.text("note", text, 4000);
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.NOTE;
    }

    @Override
    public Note withOrigin(Origin other) {
        return new Note(other, text);
    }
}
