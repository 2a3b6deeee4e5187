package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.observation.GlucoseTrend;

/**
 * What makes Home Assistant show the hub and its people without anybody writing YAML: its MQTT discovery, for whole devices (2024.11 and
 * later) or entity by entity. Retained, so it holds no name but the label, and no value.
 */
final class Discovery {
    /** So many heartbeats may be missed before the hub counts as dead. */
    private static final int MISSED_BEATS = 3;

    /** Home Assistant fills it in when the button is pressed, so that a late press can be told from a fresh one. */
    private static final String PRESSED_AT = "{\"at\":{{ as_timestamp(now()) | int }},";

    private final HouseSettings settings;
    private final String version;

    /** @param version of this hub's software */
    Discovery(HouseSettings settings, String version) {
        this.settings = settings;
        this.version = version;
    }

    /** {@return every message, by topic} */
    List<Message> messages() {
        return settings.subjects()
                .flatMap(subject -> (settings.appearance().wholeDevices() ? whole(subject) : single(subject)).stream())
                .toList();
    }

    /** {@return the filter for all that this hub ever announced, in either form: what is not announced any more is taken back} */
    String filter() {
        return settings.appearance().discoveryPrefix() + "/+/"
                + settings.topics().hub() + "/+/config";
    }

    private List<Message> whole(Subject subject) {
        ObjectNode json = Json.object();
        json.set("device", device(subject));
        json.set("origin", origin());
        json.put("availability_topic", settings.topics().availability());
        ObjectNode components = json.putObject("components");
        entities(subject)
                .forEach((key, entity) -> components.set(key, entity.config().put("platform", entity.platform())));
        return List.of(Message.retained(topic("device", subject.id()), Json.octets(json)));
    }

    private List<Message> single(Subject subject) {
        return entities(subject).entrySet().stream()
                .map(entry -> {
                    ObjectNode json = entry.getValue().config();
                    json.set("device", device(subject));
                    json.set("origin", origin());
                    json.put("availability_topic", settings.topics().availability());
                    return Message.retained(
                            topic(entry.getValue().platform(), subject.id() + '-' + entry.getKey()), Json.octets(json));
                })
                .toList();
    }

    private String topic(String component, String object) {
        return settings.appearance().discoveryPrefix() + '/' + component + '/'
                + settings.topics().hub() + '/' + object + "/config";
    }

    private ObjectNode device(Subject subject) {
        ObjectNode device = Json.object();
        device.putArray("identifiers").add(unique(subject));
        device.put("name", subject.label());
        device.put("manufacturer", "Hearthgate");
        device.put("model", subject.isHub() ? "Hub" : "Person");
        if (subject.isHub()) {
            device.put("sw_version", version);
        } else {
            device.put("via_device", unique(Subject.hub()));
        }
        return device;
    }

    private ObjectNode origin() {
        return Json.object().put("name", "Hearthgate").put("sw_version", version);
    }

    private String unique(Subject subject) {
        return "hearthgate-" + settings.topics().hub() + '-' + subject.id();
    }

    /** One entity: which of Home Assistant's platforms, and what it is told of it. */
    private record Entity(String platform, ObjectNode config) {}

    private Map<String, Entity> entities(Subject subject) {
        var entities = new LinkedHashMap<String, Entity>();
        if (subject.isHub()) {
            entities.put("heartbeat", heartbeat());
            entities.put("health", health());
            entities.put("answer", answer());
        } else {
            entities.put("glucose", glucose(subject));
            entities.put("trend", trend(subject));
        }
        entities.put("alarm", alarm(subject));
        entities.put("event", event(subject));
        if (settings.commandsAllowed()) {
            long minutes = settings.appearance().snooze().toMinutes();
            entities.put(
                    "acknowledge",
                    button(subject, "I've got it", "mdi:hand-back-right", PRESSED_AT + "\"do\":\"acknowledge\"}"));
            entities.put(
                    "snooze",
                    button(
                            subject,
                            "Snooze " + minutes + " min",
                            "mdi:alarm-snooze",
                            PRESSED_AT + "\"do\":\"snooze\",\"minutes\":" + minutes + '}'));
        }
        entities.forEach((key, entity) ->
                entity.config().put("unique_id", unique(subject) + '-' + key).put("qos", 1));
        return entities;
    }

    private Entity glucose(Subject subject) {
        ObjectNode json = reading(subject, "Glucose", "{{ value_json.value }}");
        var look = settings.appearance();
        json.put("json_attributes_topic", settings.topics().glucose(subject));
        json.put("unit_of_measurement", look.unit().word());
        json.put("suggested_display_precision", look.unit().decimals());
        json.put("state_class", "measurement");
        json.put("force_update", true);
        json.put("icon", "mdi:water");
        if (look.glucoseClass()) {
            json.put("device_class", "blood_glucose_concentration");
        }
        return new Entity("sensor", json);
    }

    private Entity trend(Subject subject) {
        ObjectNode json =
                reading(subject, "Trend", "{{ value_json.direction }}").put("device_class", "enum");
        var options = json.putArray("options");
        Arrays.stream(GlucoseTrend.Arrow.values())
                .map(GlucoseTrend.Arrow::nightscoutName)
                .forEach(options::add);
        return new Entity("sensor", json.put("icon", "mdi:trending-up"));
    }

    private ObjectNode reading(Subject subject, String name, String template) {
        return state(name, settings.topics().glucose(subject), template)
                .put("expire_after", settings.appearance().expireAfter().toSeconds());
    }

    private Entity alarm(Subject subject) {
        String topic = settings.topics().alarm(subject);
        ObjectNode json = beating(state("Alarm", topic, "{{ value_json.value }}"))
                .put("json_attributes_topic", topic)
                .put("device_class", "problem");
        return new Entity("binary_sensor", json.put("icon", "mdi:alarm-light"));
    }

    private Entity event(Subject subject) {
        ObjectNode json = Json.object()
                .put("name", "Alarm event")
                .put("state_topic", settings.topics().event(subject));
        var types = json.putArray("event_types");
        AlarmKind.codes().forEach(types::add);
        return new Entity("event", json.put("icon", "mdi:alarm-light-outline"));
    }

    private Entity button(Subject subject, String name, String icon, String command) {
        return new Entity(
                "button",
                Json.object()
                        .put("name", name)
                        .put("command_topic", settings.topics().command(subject))
                        .put("command_template", command)
                        .put("icon", icon));
    }

    private Entity heartbeat() {
        String topic = settings.topics().heartbeat();
        ObjectNode json = beating(state("Heartbeat", topic, "{{ value_json.at }}"))
                .put("json_attributes_topic", topic)
                .put("device_class", "timestamp")
                .put("entity_category", "diagnostic");
        return new Entity("sensor", json);
    }

    private Entity health() {
        String topic = settings.topics().health();
        ObjectNode json = beating(state("Health", topic, "{{ value_json.value }}"))
                .put("json_attributes_topic", topic)
                .put("device_class", "problem")
                .put("entity_category", "diagnostic");
        return new Entity("binary_sensor", json);
    }

    private Entity answer() {
        String topic = settings.topics().answer();
        ObjectNode json = state("Answer", topic, "{{ value_json.text }}")
                .put("json_attributes_topic", topic)
                .put("entity_category", "diagnostic")
                .put("icon", "mdi:message-reply-text");
        return new Entity("sensor", json);
    }

    private ObjectNode state(String name, String topic, String template) {
        return Json.object().put("name", name).put("state_topic", topic).put("value_template", template);
    }

    private ObjectNode beating(ObjectNode json) {
        Duration dead = settings.timing().heartbeat().multipliedBy(MISSED_BEATS);
        return json.put("expire_after", dead.toSeconds());
    }
}
