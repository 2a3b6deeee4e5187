package org.hearthgate.api.observation;

import java.util.regex.Pattern;

/**
 * Names one person of the home in configuration, topics and paths; never shown where a name is meant.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 -}, beginning with a letter or digit
 */
public record PersonId(String value) implements Comparable<PersonId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** @throws IllegalArgumentException if the value has another form */
    public PersonId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("person id must be 1 to 64 of a-z 0-9 -, was '" + value + "'");
        }
    }

    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
