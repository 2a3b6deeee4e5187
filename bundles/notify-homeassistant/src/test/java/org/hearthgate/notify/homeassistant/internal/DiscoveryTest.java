package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is announced, held against what Home Assistant publishes as its schema. */
class DiscoveryTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static List<Message> announced(Object... keysAndValues) {
        var keys = new ArrayList<Object>(List.of("people", Wanted.people("anna=Little one", "ben")));
        keys.addAll(List.of(keysAndValues));
        return new Discovery(Wanted.settings(keys.toArray()), "0.2.0").messages();
    }

    private static JsonNode json(Message message) throws Exception {
        return MAPPER.readTree(message.payload());
    }

    @ParameterizedTest(name = "whole devices {0}, class of glucose {1}, {2}, commands {3}")
    @CsvSource({
        "true, true, mg/dL, true",
        "true, true, mmol/L, false",
        "true, false, mmol/L, true",
        "false, true, mg/dL, false",
        "false, false, mg/dL, true"
    })
    void every_message_is_one_that_home_assistant_accepts(
            boolean whole, boolean glucoseClass, String unit, boolean commands) throws Exception {
        var messages = announced(
                "deviceDiscovery",
                whole,
                "glucoseDeviceClass",
                glucoseClass,
                "unit",
                unit,
                "commandsAllowed",
                commands);

        assertThat(messages).hasSize(whole ? 3 : commands ? 19 : 13).allMatch(Message::retained);
        for (Message message : messages) {
            assertThat(PublishedSchema.complaints(message.topic(), message.payload()))
                    .as(message.topic())
                    .isEmpty();
        }
    }

    @Test
    void the_check_itself_finds_what_home_assistant_refuses() throws Exception {
        Message good = announced().get(1);
        var broken = List.<Consumer<ObjectNode>>of(
                json -> json.remove("origin"),
                json -> json.put("colour", "red"),
                json -> ((ObjectNode) json.path("device")).remove("identifiers"),
                json -> glucose(json).put("device_class", "glucose"),
                json -> glucose(json).put("unit_of_measurement", "mg"),
                json -> glucose(json).remove("state_topic"),
                json -> glucose(json).remove("unique_id"),
                json -> glucose(json).put("state_topic", "hearthgate/+/glucose"),
                json -> glucose(json).put("expire_after", -1),
                json -> glucose(json).put("platform", "glucose"),
                json -> glucose(json).putArray("options").add("Flat"),
                json -> ((ObjectNode) json.path("components").path("event")).remove("event_types"),
                json -> ((ObjectNode) json.path("components").path("alarm")).put("device_class", "alarm"));

        for (var spoil : broken) {
            var json = (ObjectNode) json(good);
            spoil.accept(json);
            assertThat(PublishedSchema.complaints(good.topic(), MAPPER.writeValueAsBytes(json)))
                    .as(json.toString())
                    .isNotEmpty();
        }
        assertThat(PublishedSchema.complaints("homeassistant/device/a b/config", good.payload()))
                .isNotEmpty();
    }

    private static ObjectNode glucose(ObjectNode json) {
        return (ObjectNode) json.path("components").path("glucose");
    }

    @Test
    void no_topic_and_no_id_holds_a_name_and_what_is_retained_holds_the_label_alone() {
        for (Message message : announced()) {
            String all = message.topic() + new String(message.payload(), StandardCharsets.UTF_8);
            assertThat(all.toLowerCase(Locale.ROOT)).doesNotContain("anna", "\"ben", "ben-", "ben/");
        }
        assertThat(announced()).anyMatch(message -> new String(message.payload(), StandardCharsets.UTF_8)
                .contains("\"name\":\"Little one\""));
    }

    @Test
    void the_same_person_has_the_same_id_after_a_restart_and_another_one_under_another_key() {
        assertThat(announced()).isEqualTo(announced());
        assertThat(announced(".idKey", "a word that nobody guesses").get(1).topic())
                .isNotEqualTo(announced().get(1).topic());
        assertThat(announced("clientId", "other").get(1).topic().replace("other", "hearthgate-house"))
                .isNotEqualTo(announced().get(1).topic());
    }

    @Test
    void no_two_entities_share_an_id() throws Exception {
        for (boolean whole : new boolean[] {true, false}) {
            var ids = new ArrayList<String>();
            for (Message message : announced("deviceDiscovery", whole)) {
                json(message).findValues("unique_id").forEach(id -> ids.add(id.asText()));
            }
            assertThat(ids).hasSize(19).hasSameSizeAs(new HashSet<>(ids));
        }
    }

    @Test
    void an_older_home_assistant_is_not_told_the_class_that_it_would_refuse() {
        assertThat(announced("glucoseDeviceClass", false))
                .noneMatch(message ->
                        new String(message.payload(), StandardCharsets.UTF_8).contains("blood_glucose_concentration"));
    }

    @Test
    void everything_about_a_reading_expires_and_everything_that_beats_does_after_three_beats() throws Exception {
        JsonNode person = json(announced("heartbeatSeconds", 20).get(1)).path("components");
        JsonNode hub = json(announced("heartbeatSeconds", 20).get(0)).path("components");

        assertThat(person.path("glucose").path("expire_after").asInt()).isEqualTo(900);
        assertThat(person.path("trend").path("expire_after").asInt()).isEqualTo(900);
        assertThat(person.path("alarm").path("expire_after").asInt()).isEqualTo(60);
        assertThat(hub.path("heartbeat").path("expire_after").asInt()).isEqualTo(60);
        assertThat(hub.path("health").path("expire_after").asInt()).isEqualTo(60);
    }

    @Test
    void each_field_that_a_template_names_is_said_and_no_attribute_is_one_that_home_assistant_takes_out()
            throws Exception {
        var wording = new Wording(Subject.of(ANNA, "k", "Little one"), Map.of());
        var board = new PlainBoard();
        board.raise(Alarms.urgentLow());
        var said = List.of(
                AlarmState.of(Optional.of(board), wording),
                HubPulse.heartbeat(NOON, true),
                HubPulse.health(List.of(), Optional.empty()),
                GlucoseState.of(
                                new InMemoryObservationStore(),
                                ANNA,
                                GlucoseUnit.MG_PER_DL,
                                Duration.ofMinutes(15),
                                NOON)
                        .json(),
                Json.object().put("text", "an answer"));
        for (Message message : announced()) {
            var names = Pattern.compile("value_json\\.(\\w+)")
                    .matcher(new String(message.payload(), StandardCharsets.UTF_8));
            while (names.find()) {
                assertThat(said).as(names.group(1)).anyMatch(json -> json.has(names.group(1)));
            }
        }
        assertThat(said).allSatisfy(json -> assertThat(json.fieldNames())
                .toIterable()
                .doesNotContainAnyElementsOf(PublishedSchema.blockedAttributes()));
    }

    @Test
    void every_event_that_can_be_said_was_announced() throws Exception {
        var announced = new ArrayList<String>();
        json(announced().get(1))
                .path("components")
                .path("event")
                .path("event_types")
                .forEach(type -> announced.add(type.asText()));

        for (AlarmKind kind : AlarmKind.values()) {
            assertThat(announced).contains(kind.code());
        }
    }
}
