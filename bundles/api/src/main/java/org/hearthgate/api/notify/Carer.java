package org.hearthgate.api.notify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.PersonId;

/**
 * Somebody who can be called for somebody else.
 *
 * @param id stable, 1 to 64 of a-z 0-9 -
 * @param name as the family says it, e.g. {@code Grandma}
 * @param persons for whom; calls about the hub itself go to every carer
 * @param channels ids of the channels that reach this carer, in order of preference; the hub's sounder reaches whoever is near
 * @param emergencyContact called last, when nobody else has answered
 */
public record Carer(String id, String name, Set<PersonId> persons, List<String> channels, boolean emergencyContact) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public Carer {
        if (id == null || !FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("carer id must be 1 to 64 of a-z 0-9 -, was '" + id + "'");
        }
        if (name == null || name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException("a carer's name must have 1 to 64 characters");
        }
        requireNonNull(persons, "persons");
        persons = Set.copyOf(persons);
        channels = List.copyOf(channels);
    }
}
