package org.hearthgate.notify.homeassistant.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a house asks of the hub.
 *
 * @param verb what to do
 * @param alert which; empty for whatever calls
 * @param by who, as everybody will see it
 * @param minutes of a snooze; empty for the button's
 * @param at when it was asked, by the house's clock; empty where it was not said
 */
record Command(Verb verb, Optional<String> alert, String by, Optional<Integer> minutes, Optional<Instant> at) {
    static final int LARGEST = 2048;
    private static final String NOBODY_NAMED = "Home Assistant";
    private static final int LONGEST_NAME = 64;
    private static final int MOST_MINUTES = 24 * 60;
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    /** What may be asked. */
    enum Verb {
        ACKNOWLEDGE,
        SNOOZE
    }

    Command {
        requireNonNull(verb, "verb");
    }

    /** {@return the command} Either a bare word, or a JSON object with {@code do} and perhaps more. */
    static Command read(byte[] payload) throws RefusedException {
        if (payload.length > LARGEST) {
            throw new RefusedException("a command may have " + LARGEST + " octets at most");
        }
        String text = new String(payload, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")) {
            return new Command(verb(text), Optional.empty(), NOBODY_NAMED, Optional.empty(), Optional.empty());
        }
        ObjectNode json = Json.read(payload)
                .orElseThrow(() -> new RefusedException("a command must be one JSON object, this cannot be read"));
        return new Command(
                verb(json.path("do").asText("")),
                id(json, "alert"),
                person(json),
                minutes(json.get("minutes")),
                time(json.get("at")));
    }

    /** {@return the id under this key, where there is one} */
    static Optional<String> id(ObjectNode json, String key) throws RefusedException {
        JsonNode node = json.get(key);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || !ID.matcher(node.asText()).matches()) {
            throw new RefusedException(key + " must be an id as the event told it");
        }
        return Optional.of(node.asText());
    }

    /** {@return who it is, fit to be shown; the house itself where nobody is named} */
    static String person(ObjectNode json) {
        String name =
                UNSHOWN.matcher(json.path("by").asText("")).replaceAll(" ").strip();
        if (name.length() > LONGEST_NAME) {
            int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
            name = name.substring(0, end);
        }
        return name.isBlank() ? NOBODY_NAMED : name;
    }

    /** {@return when it was asked} Seconds since 1970, or ISO 8601 with its offset. */
    static Optional<Instant> time(JsonNode node) throws RefusedException {
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    node.isNumber()
                            ? Instant.ofEpochMilli(Math.round(node.asDouble() * 1000))
                            : OffsetDateTime.parse(node.asText()).toInstant());
        } catch (DateTimeException e) {
            throw new RefusedException("at must be seconds since 1970, or a time with its offset");
        }
    }

    private static Verb verb(String word) throws RefusedException {
        return switch (word) {
            case "acknowledge" -> Verb.ACKNOWLEDGE;
            case "snooze" -> Verb.SNOOZE;
            default -> throw new RefusedException("a command must be acknowledge or snooze");
        };
    }

    private static Optional<Integer> minutes(JsonNode node) throws RefusedException {
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 1 || node.asInt() > MOST_MINUTES) {
            throw new RefusedException("minutes must be a whole number from 1 to " + MOST_MINUTES);
        }
        return Optional.of(node.asInt());
    }

    Duration period(Duration ofTheButton) {
        return minutes.map(Duration::ofMinutes).orElse(ofTheButton);
    }
}
