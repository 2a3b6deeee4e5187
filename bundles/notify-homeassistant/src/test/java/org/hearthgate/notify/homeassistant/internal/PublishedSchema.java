package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What Home Assistant accepts as MQTT discovery, from its published schemas (the resource says which). Stricter in one place: a key that
 * it would silently drop is a complaint too.
 */
final class PublishedSchema {
    private static final Pattern TOPIC = Pattern.compile(
            "(?<prefix>.+)/(?<component>device|sensor|binary_sensor|event|button)/(?:[a-zA-Z0-9_-]+/)?[a-zA-Z0-9_-]+/config");

    private final JsonNode rules;
    private final List<String> complaints = new ArrayList<>();

    private PublishedSchema() throws IOException {
        try (InputStream in = PublishedSchema.class.getResourceAsStream("home-assistant-mqtt.json")) {
            rules = new ObjectMapper().readTree(in);
        }
    }

    /** {@return everything that is wrong with one discovery message, in words; empty when Home Assistant takes it} */
    static List<String> complaints(String topic, byte[] payload) throws IOException {
        var schema = new PublishedSchema();
        var form = TOPIC.matcher(topic);
        JsonNode json = new ObjectMapper().readTree(payload);
        if (!form.matches()) {
            schema.complaints.add("topic " + topic);
        } else if (form.group("component").equals("device")) {
            schema.object("", rules(schema, "discovery"), json);
        } else {
            schema.entity("", form.group("component"), json);
        }
        return schema.complaints;
    }

    /** {@return the names that Home Assistant takes out of attributes} */
    static List<String> blockedAttributes() throws IOException {
        return texts(new PublishedSchema().rules.path("attributes_blocked"));
    }

    private static JsonNode rules(PublishedSchema schema, String name) {
        return schema.rules.path(name);
    }

    private void object(String at, JsonNode shape, JsonNode json) {
        shape.path("needed").forEach(key -> {
            if (!json.has(key.asText())) {
                complaints.add(at + " lacks " + key.asText());
            }
        });
        json.properties()
                .forEach(field ->
                        value(at + '.' + field.getKey(), shape.path("keys").path(field.getKey()), field.getValue()));
    }

    private void entity(String at, String platform, JsonNode json) {
        JsonNode shape = rules.path("platforms").path(platform);
        shape.path("needed").forEach(key -> {
            if (!json.has(key.asText())) {
                complaints.add(at + " lacks " + key.asText());
            }
        });
        json.properties().forEach(field -> {
            JsonNode type = shape.path("keys").path(field.getKey());
            if (!field.getKey().equals("platform")) {
                value(
                        at + '.' + field.getKey(),
                        type.isMissingNode() ? rules.path("common").path(field.getKey()) : type,
                        field.getValue());
            }
        });
        if (!json.hasNonNull("unique_id")) {
            complaints.add(at + " lacks unique_id, without which it cannot belong to a device");
        }
        if (platform.equals("sensor")) {
            sensor(at, json);
        }
    }

    private void sensor(String at, JsonNode json) {
        String type = json.path("device_class").asText("");
        if (json.has("options")
                && (json.path("options").isEmpty()
                        || !type.equals("enum")
                        || json.has("state_class")
                        || json.has("unit_of_measurement"))) {
            complaints.add(at + " options need the class enum and go with neither unit nor state_class");
        }
        JsonNode units = rules.path("units").path(type);
        if (!units.isMissingNode()
                && !texts(units).contains(json.path("unit_of_measurement").asText())) {
            complaints.add(at + " " + type + " does not go with its unit");
        }
    }

    private void value(String at, JsonNode type, JsonNode value) {
        boolean fits =
                switch (type.asText("")) {
                    case "text" -> value.isTextual() && !value.asText().isEmpty();
                    case "texts" -> value.isArray() && !value.isEmpty() && allTexts(value);
                    case "topic" -> value.isTextual() && value.asText().matches("[^+#\\p{Cntrl}]{1,65535}");
                    case "template" ->
                        value.isTextual()
                                && value.asText().chars().filter(c -> c == '{').count()
                                        == value.asText()
                                                .chars()
                                                .filter(c -> c == '}')
                                                .count();
                    case "boolean" -> value.isBoolean();
                    case "count" -> value.isIntegralNumber() && value.asLong() >= 0;
                    case "qos" -> value.isIntegralNumber() && value.asInt() >= 0 && value.asInt() <= 2;
                    case "icon" -> value.isTextual() && value.asText().contains(":");
                    case "device", "origin" -> {
                        object(at, rules.path(type.asText()), value);
                        yield true;
                    }
                    case "components" -> {
                        components(at, value);
                        yield value.isObject() && !value.isEmpty();
                    }
                    default -> texts(rules.path("words").path(type.asText(""))).contains(value.asText());
                };
        if (!fits) {
            complaints.add(at + " may not be " + value);
        }
    }

    private void components(String at, JsonNode components) {
        components.properties().forEach(component -> {
            String platform = component.getValue().path("platform").asText();
            if (!rules.path("platforms").has(platform)) {
                complaints.add(at + '.' + component.getKey() + " has the platform '" + platform + "'");
            } else {
                entity(at + '.' + component.getKey(), platform, component.getValue());
            }
        });
    }

    private static boolean allTexts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
