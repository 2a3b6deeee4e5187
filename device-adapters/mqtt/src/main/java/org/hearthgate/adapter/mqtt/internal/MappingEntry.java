package org.hearthgate.adapter.mqtt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a mapping: {@code weight=$.weight kg}, {@code weight=$.weight $.unit if $.weighing_mode=person}.
 *
 * @param unit as written, where it is written
 * @param unitAt where the message tells the unit, where it does
 * @param condition taken only where this holds
 */
record MappingEntry(
        Quantity quantity,
        JsonPath value,
        Optional<String> unit,
        Optional<JsonPath> unitAt,
        Optional<Condition> condition) {
    private static final Pattern FORM =
            Pattern.compile("(?<what>[a-z0-9-]+)\\s*=\\s*(?<value>" + JsonPath.FORM + ")(?:\\s+(?!if\\s)(?<unit>\\S+))?"
                    + "(?:\\s+if\\s+(?<where>" + JsonPath.FORM + ")\\s*=\\s*(?<is>\\S+))?");

    /** A field that must say something. */
    record Condition(JsonPath path, String text) {
        boolean holds(JsonNode message) {
            return path.in(message).asText("").equals(text);
        }
    }

    /** @throws IllegalArgumentException naming what cannot be understood and what to write */
    static MappingEntry of(String line) {
        Matcher form = FORM.matcher(line.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "mapping '" + line
                            + "' is not understood: write it like weight=$.weight kg, or weight=$.weight $.unit if $.mode=person");
        }
        Quantity quantity = Quantity.of(form.group("what"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "mapping '" + line + "' begins with no known quantity: write one of " + Quantity.words()));
        Optional<String> unit = Optional.ofNullable(form.group("unit"));
        Optional<JsonPath> unitAt = unit.filter(text -> text.startsWith("$")).map(JsonPath::of);
        unit = unit.filter(text -> !text.startsWith("$"));
        if (unit.isEmpty() && unitAt.isEmpty() && quantity.needsUnit()
                || unit.isPresent() && !quantity.knows(unit.get())) {
            throw new IllegalArgumentException("mapping '" + line + "' needs the unit behind the path: one of "
                    + quantity.units() + ", or the path of the field that tells it");
        }
        Optional<Condition> condition = Optional.ofNullable(form.group("where"))
                .map(path -> new Condition(JsonPath.of(path), form.group("is")));
        return new MappingEntry(quantity, JsonPath.of(form.group("value")), unit, unitAt, condition);
    }
}
