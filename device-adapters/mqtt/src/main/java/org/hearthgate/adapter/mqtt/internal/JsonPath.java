package org.hearthgate.adapter.mqtt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a message a value is: {@code $} is the whole, {@code $.a.b} a field of a field, {@code $.list[0]} an element. Nothing more, so
 * that a mapping can be read aloud.
 *
 * @param text as written
 * @param steps names, and whole numbers for elements
 */
record JsonPath(String text, List<Object> steps) {
    static final String FORM = "\\$(?:\\.[A-Za-z0-9_-]{1,64}|\\[\\d{1,3}])*";

    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_-]{1,64})|\\[(\\d{1,3})]");

    JsonPath {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException if it has another form */
    static JsonPath of(String text) {
        if (!text.matches(FORM)) {
            throw new IllegalArgumentException("'" + text + "' is no path: write it like $.weight or $.values[0].hr");
        }
        var steps = new ArrayList<Object>();
        for (Matcher step = STEP.matcher(text); step.find(); ) {
            steps.add(step.group(1) == null ? Integer.valueOf(step.group(2)) : step.group(1));
        }
        return new JsonPath(text, steps);
    }

    /** {@return what is there; a missing node where nothing is} */
    JsonNode in(JsonNode message) {
        JsonNode at = message;
        for (Object step : steps) {
            at = step instanceof Integer index ? at.path(index) : at.path((String) step);
        }
        return at;
    }
}
