package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.FixedHousehold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmEventTest {
    private static final Household HOME = FixedHousehold.of("Anna", "Ben");
    private static final Wording BY_NAME = wording(ANNA);
    private static final Wording BY_LABEL = wording(ANNA, "namesInMessages", false);

    private static Wording wording(PersonId person, Object... keysAndValues) {
        var keys = new ArrayList<Object>(List.of("people", Wanted.people("anna=Little one")));
        keys.addAll(List.of(keysAndValues));
        var settings = Wanted.settings(keys.toArray());
        return Wording.of(settings.subject(person).orElseThrow(), settings, HOME);
    }

    private static JsonNode event(Alarms.CallBuilder call, Wording wording) {
        return AlarmEvent.calling(call.build(), wording, GlucoseUnit.MMOL_PER_L, "home-assistant", NOON);
    }

    @Test
    void carries_name_value_trend_age_and_severity_at_every_step() {
        for (Alert alert : new Alert[] {Alarms.urgentLow(), Alarms.urgentLow().escalated(3, NOON)}) {
            JsonNode event = event(Alarms.call(alert), BY_NAME);

            assertThat(event.path("event_type").asText()).isEqualTo("urgent_low");
            assertThat(event.path("message").asText()).isEqualTo("Anna: 52 mg/dL, treat now");
            assertThat(event.path("value").asText()).isEqualTo("2.9");
            assertThat(event.path("unit").asText()).isEqualTo("mmol/L");
            assertThat(event.path("trend").asText()).isEqualTo("SingleDown");
            assertThat(event.path("age_minutes").asInt()).isEqualTo(3);
            assertThat(event.path("priority").asText()).isEqualTo("high");
            assertThat(event.path("step").asInt()).isEqualTo(alert.step());
        }
    }

    @Test
    void names_the_carers_whom_this_channel_reaches_and_no_others() {
        assertThat(event(Alarms.call(Alarms.urgentLow()), BY_NAME)
                        .path("carers")
                        .toString())
                .isEqualTo("[\"grandma\"]");
    }

    @Test
    void where_names_are_not_said_the_label_stands_in_every_sentence() {
        JsonNode event = event(Alarms.call(Alarms.urgentLow()), BY_LABEL);

        assertThat(event.toString()).doesNotContain("Anna");
        assertThat(event.path("message").asText()).isEqualTo("Little one: 52 mg/dL, treat now");
        assertThat(event.path("why").asText()).isEqualTo("52 is at or below 54 for Little one");
    }

    @Test
    void an_alert_about_the_hub_names_nobody_who_is_not_shared() {
        Alert alert = Alarms.of("h", Alert.HUB, "unanswered", Priority.HIGH, "Nobody answers for Ben; Anna is well");

        assertThat(wording(Alert.HUB).message(alert)).isEqualTo("Nobody answers for somebody; Anna is well");
        assertThat(wording(Alert.HUB, "namesInMessages", false).message(alert))
                .isEqualTo("Nobody answers for somebody; Little one is well");
        assertThat(wording(Alert.HUB, "people", Wanted.people()).message(alert))
                .isEqualTo("Nobody answers for somebody; somebody is well");
    }

    @Test
    void a_drill_and_a_silent_call_cannot_be_taken_for_an_alarm() {
        assertThat(event(Alarms.call(Alarms.urgentLow()).drill(), BY_NAME)
                        .path("event_type")
                        .asText())
                .isEqualTo("test");
        assertThat(event(Alarms.call(Alarms.urgentLow()).silent(), BY_NAME)
                        .path("event_type")
                        .asText())
                .isEqualTo("silent");
        JsonNode both = event(Alarms.call(Alarms.urgentLow()).drill().silent(), BY_NAME);
        assertThat(both.path("event_type").asText()).isEqualTo("test");
        assertThat(both.path("silent").asBoolean()).isTrue();
        assertThat(both.path("kind").asText()).isEqualTo("urgent_low");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "urgent-low, urgent_low",
        "urgent-low-soon, urgent_low_soon",
        "low, low",
        "predicted-low, low_soon",
        "falling-fast, falling",
        "high, high",
        "very-high, very_high",
        "ketone-risk, ketones",
        "no-data, no_data",
        "no-data-30, no_data",
        "sensor-expiring, sensor",
        "a-rule-of-this-home, other"
    })
    void every_class_has_a_type_that_was_announced(String rule, String type) {
        Alert alert = Alarms.of("x", ANNA, rule, Priority.LOW, "…");

        assertThat(AlarmKind.of(alert).code()).isEqualTo(type);
        assertThat(event(Alarms.call(alert), BY_NAME).path("rule").asText()).isEqualTo(rule);
    }

    @Test
    void an_alert_about_the_hub_is_the_hubs_whatever_its_class() {
        assertThat(AlarmKind.of(Alarms.hub("sensor-like")).code()).isEqualTo("hub");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"ACKNOWLEDGED, acknowledged", "SNOOZED, snoozed", "RESOLVED, resolved"})
    void the_end_says_how_it_ended(AlertState state, String type) {
        Alert alert = Alarms.urgentLow().to(state, NOON, Optional.of("Grandma"), Optional.empty());

        assertThat(AlarmEvent.ended(alert, BY_NAME).path("event_type").asText()).isEqualTo(type);
        assertThat(AlarmEvent.ended(alert, BY_NAME).path("by").asText()).isEqualTo("Grandma");
    }

    @Test
    void the_state_tells_the_most_urgent_first_and_keeps_people_apart() {
        var board = new PlainBoard();
        board.raise(Alarms.of("b", org.hearthgate.testkit.Given.BEN, "low", Priority.MEDIUM, "Ben is low"));
        assertThat(AlarmState.of(Optional.of(board), BY_NAME).path("value").asText())
                .isEqualTo("OFF");

        board.raise(Alarms.urgentLow());
        JsonNode state = AlarmState.of(Optional.of(board), BY_NAME);
        assertThat(state.path("value").asText()).isEqualTo("ON");
        assertThat(state.path("kind").asText()).isEqualTo("urgent_low");
        assertThat(state.path("open").asInt()).isEqualTo(1);

        board.acknowledge("a-1", "Grandma");
        JsonNode answered = AlarmState.of(Optional.of(board), BY_NAME);
        assertThat(answered.path("value").asText()).isEqualTo("OFF");
        assertThat(answered.path("by").asText()).isEqualTo("Grandma");
    }
}
