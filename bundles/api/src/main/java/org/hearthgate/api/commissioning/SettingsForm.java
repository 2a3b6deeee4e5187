package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What can be set for a PID, from the adapter's own metatype.
 *
 * @param pid of the one configuration, or the factory PID of several
 * @param factory whether there may be several
 * @param name for people
 * @param description for people; may be empty
 */
public record SettingsForm(String pid, boolean factory, String name, String description, List<Field> fields) {
    public SettingsForm {
        requireNonNull(pid, "pid");
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        fields = List.copyOf(fields);
    }

    /**
     * One setting.
     *
     * @param key in the configuration; its unit is in its name
     * @param name for people
     * @param description for people; may be empty
     * @param list whether it takes a list of texts
     * @param required whether it must be set: it has no default
     * @param defaults what holds where nothing is set; one, or several for a list
     * @param min lowest value, inclusive, for numbers
     * @param max highest value, inclusive, for numbers
     * @param choices all values it may have; empty when it is free
     */
    public record Field(
            String key,
            String name,
            String description,
            Type type,
            boolean list,
            boolean required,
            List<String> defaults,
            Optional<String> min,
            Optional<String> max,
            List<Choice> choices) {
        public Field {
            requireNonNull(key, "key");
            requireNonNull(name, "name");
            requireNonNull(description, "description");
            requireNonNull(type, "type");
            defaults = List.copyOf(defaults);
            requireNonNull(min, "min");
            requireNonNull(max, "max");
            choices = List.copyOf(choices);
        }
    }

    /** One of several values. */
    public record Choice(String value, String label) {
        public Choice {
            requireNonNull(value, "value");
            requireNonNull(label, "label");
        }
    }

    /** What a setting is. */
    public enum Type {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        TRUTH,
        /** Can be set and never read. */
        SECRET
    }
}
