package org.hearthgate.api.household;

import static java.util.Objects.requireNonNull;

import org.hearthgate.api.observation.PersonId;

/**
 * Somebody who lives here.
 *
 * @param name as the family says it; 1 to 64 characters
 */
public record Person(PersonId id, String name) {
    public Person {
        requireNonNull(id, "id");
        if (name == null || name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException("a person's name must have 1 to 64 characters");
        }
    }
}
