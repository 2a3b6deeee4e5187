package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.observation.PersonId;

/** What an installer's page sends, taken apart with a refusal that names the key that is wrong. */
record Sent(ObjectNode json) {
    static Sent of(Call call) {
        return new Sent(Json.read(call.body()));
    }

    /** {@return a text that must be there} */
    String text(String key) {
        JsonNode value = json.path(key);
        if (!value.isTextual()) {
            throw new Refused(400, "bad-" + key.toLowerCase(java.util.Locale.ROOT), "Send '" + key + "' as a text.");
        }
        return value.asText();
    }

    String textOr(String key, String otherwise) {
        return json.has(key) ? text(key) : otherwise;
    }

    boolean dryRun() {
        JsonNode value = json.path("dryRun");
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new Refused(400, "bad-dryrun", "'dryRun' is true or false. Nothing was changed.");
        }
        return value.asBoolean(false);
    }

    /** {@return a whole number that must be there} */
    int wholeNumber(String key) {
        JsonNode value = json.path(key);
        if (!value.isInt()) {
            throw new Refused(400, "bad-" + key, "Send '" + key + "' as a whole number.");
        }
        return value.asInt();
    }

    DeviceAddress device() {
        return new DeviceAddress(text("transport"), text("address"));
    }

    /** {@return a person that the caller may give a device to} */
    PersonId person(Caller caller) {
        return person(caller, text("person"));
    }

    static PersonId person(Caller caller, String id) {
        return DeviceRights.isInstaller(caller) ? personId(id) : caller.person(id);
    }

    static PersonId personId(String id) {
        try {
            return new PersonId(id);
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    400, "bad-person", "'" + id + "' is no person's id. GET /hub/v1/installer/persons lists them.");
        }
    }

    /** {@return the settings under a key: null takes one back to its default} */
    SettingsUpdate settings(String key) {
        if (!(json.path(key) instanceof ObjectNode given)) {
            if (json.has(key)) {
                throw new Refused(400, "bad-" + key, "Send '" + key + "' as an object of key and value.");
            }
            return SettingsUpdate.of(Map.of());
        }
        return new SettingsUpdate(values(given), cleared(given));
    }

    static Map<String, Object> values(ObjectNode given) {
        Map<String, Object> values = new HashMap<>();
        given.properties().forEach(one -> {
            if (!one.getValue().isNull()) {
                values.put(one.getKey(), value(one.getKey(), one.getValue()));
            }
        });
        return values;
    }

    private static Set<String> cleared(ObjectNode given) {
        Set<String> cleared = new HashSet<>();
        given.properties().forEach(one -> {
            if (one.getValue().isNull()) {
                cleared.add(one.getKey());
            }
        });
        return cleared;
    }

    private static Object value(String key, JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.asLong() : node.decimalValue();
        }
        if (node.isArray()) {
            List<Object> several = new ArrayList<>();
            node.forEach(one -> several.add(value(key, one)));
            return several;
        }
        throw new Refused(400, "bad-value", "'" + key + "' must be a text, a number, true, false or a list of texts.");
    }
}
