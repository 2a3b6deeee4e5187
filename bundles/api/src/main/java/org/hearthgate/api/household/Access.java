package org.hearthgate.api.household;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.hearthgate.api.observation.PersonId;

/**
 * What somebody with a valid credential may do.
 *
 * @param subject name of the credential, shown as who acknowledged
 * @param role what it is for
 * @param persons whose data it reaches; never empty for roles that see health data
 */
public record Access(String subject, Role role, Set<PersonId> persons) {
    public Access {
        requireNonNull(subject, "subject");
        requireNonNull(role, "role");
        persons = Set.copyOf(persons);
    }

    public boolean reaches(PersonId person) {
        return persons.contains(person);
    }
}
