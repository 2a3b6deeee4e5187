package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDeskTest {
    private final ManualClock clock = new ManualClock(NOON);
    private final Neighbourhood rooms = new Neighbourhood();
    private final List<ObjectNode> answers = new ArrayList<>();
    private final HouseSettings settings = Wanted.settings("people", Wanted.people("anna", "ben"));
    private final ExpectedReceipts receipts = new ExpectedReceipts("home-assistant");
    private final FrontDesk desk = new FrontDesk(settings, rooms, clock, receipts, answers::add);

    @BeforeEach
    void two_people_call() {
        rooms.board.raise(Alarms.urgentLow());
        rooms.board.raise(Alarms.of("b-1", BEN, "low", Priority.MEDIUM, "Ben is low"));
    }

    private void pressed(String payload) {
        pressed(payload.getBytes(StandardCharsets.UTF_8), false);
    }

    private void pressed(byte[] payload, boolean retained) {
        desk.take(new Arrived(settings.topics().command(settings.subject(ANNA).orElseThrow()), payload, retained));
    }

    private String answer() {
        return answers.isEmpty()
                ? ""
                : answers.get(answers.size() - 1).path("text").asText();
    }

    @Test
    void without_an_id_it_means_whatever_calls_about_that_person() {
        pressed("acknowledge");

        assertThat(rooms.board.asked()).containsExactly("acknowledge a-1 by Home Assistant");
        pressed("acknowledge");
        assertThat(answer()).isEqualTo("Not done: nothing calls at the moment");
    }

    @Test
    void an_alert_of_somebody_else_is_unknown_here() {
        pressed("{\"do\":\"acknowledge\",\"alert\":\"b-1\"}");

        assertThat(rooms.board.asked()).isEmpty();
        assertThat(answer()).contains("no open alert has that id");
    }

    @Test
    void a_snooze_that_the_class_does_not_allow_is_told() {
        pressed("{\"do\":\"snooze\",\"minutes\":60}");

        assertThat(answers.get(0).path("ok").asBoolean()).isFalse();
        assertThat(answer()).isEqualTo("Not done: at most 15 min for this class");
    }

    @ParameterizedTest(name = "asked {0} s ago: carried out {1}")
    @CsvSource({"0, true", "60, true", "61, false", "-60, true", "-61, false", "86400, false"})
    void what_was_asked_longer_than_a_minute_ago_is_late(long secondsAgo, boolean carriedOut) {
        pressed("{\"do\":\"acknowledge\",\"at\":"
                + NOON.minusSeconds(secondsAgo).getEpochSecond() + "}");

        assertThat(rooms.board.asked()).hasSize(carriedOut ? 1 : 0);
        if (!carriedOut) {
            assertThat(answer()).contains("compare the clocks");
        }
    }

    @Test
    void a_hub_that_does_not_know_the_time_calls_nothing_late() {
        clock.untrusted();
        pressed("{\"do\":\"acknowledge\",\"at\":\"2020-01-01T00:00:00+01:00\"}");

        assertThat(rooms.board.asked()).hasSize(1);
    }

    @Test
    void a_retained_command_is_not_carried_out() {
        pressed("acknowledge".getBytes(StandardCharsets.UTF_8), true);

        assertThat(rooms.board.asked()).isEmpty();
        assertThat(answer()).contains("retained");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PRESS",
                "{",
                "[]",
                "{}",
                "{\"do\":\"dose\"}",
                "{\"do\":\"snooze\",\"minutes\":0}",
                "{\"do\":\"snooze\",\"minutes\":1.5}",
                "{\"do\":\"snooze\",\"minutes\":1441}",
                "{\"do\":\"snooze\",\"minutes\":99999999999999999999}",
                "{\"do\":\"acknowledge\",\"alert\":5}",
                "{\"do\":\"acknowledge\",\"alert\":\"a 1\"}",
                "{\"do\":\"acknowledge\",\"at\":\"yesterday\"}",
                "{\"do\":\"acknowledge\"} {\"do\":\"acknowledge\"}",
                "{\"do\":\"acknowledge\",\"x\":[[[[[[1]]]]]]}"
            })
    void what_cannot_be_read_is_refused_in_words(String payload) {
        pressed(payload);

        assertThat(rooms.board.asked()).isEmpty();
        assertThat(answer()).startsWith("Not done: ");
    }

    @Test
    void a_name_is_shown_without_what_cannot_be_seen_and_not_endlessly() {
        pressed("{\"do\":\"acknowledge\",\"by\":\"Gran\\u0000dma\\u202e \\n\"}");
        assertThat(rooms.board.asked()).containsExactly("acknowledge a-1 by Gran dma");
        assertThat(Command.person(Json.object().put("by", "x".repeat(63) + "\uD83D\uDE00")))
                .isEqualTo("x".repeat(63));
        assertThat(Command.person(Json.object().put("by", " "))).isEqualTo("Home Assistant");
    }

    @Test
    void a_flood_is_told_once_a_minute_and_over_with_it() {
        for (int i = 0; i < 1000; i++) {
            pressed("{\"do\":\"acknowledge\",\"alert\":\"nobody\"}");
        }
        assertThat(answers).hasSize(31);
        assertThat(answer()).contains("Too many");

        clock.advance(Duration.ofMinutes(1));
        pressed("acknowledge");
        assertThat(rooms.board.asked()).hasSize(1);
    }

    @Test
    void a_hub_without_alerting_says_so() {
        rooms.withoutAlerting();
        pressed("acknowledge");

        assertThat(answer()).contains("does not judge");
    }

    @Property(tries = 2000)
    void whatever_arrives_is_read_or_refused(@ForAll byte[] payload) {
        try {
            assertThat(Command.read(payload).by()).isNotBlank();
        } catch (RefusedException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Property(tries = 2000)
    void whatever_stands_in_the_fields_is_read_or_refused(
            @ForAll String verb, @ForAll String by, @ForAll String alert, @ForAll double at) throws Exception {
        byte[] payload = Json.octets(Json.object()
                .put("do", verb.isEmpty() ? "acknowledge" : verb)
                .put("by", by)
                .put("alert", alert)
                .put("at", at));
        try {
            assertThat(Command.read(payload).by()).isNotBlank().hasSizeLessThanOrEqualTo(64);
        } catch (RefusedException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
        try {
            new ExpectedReceipts("c").read(payload, NOON);
        } catch (RefusedException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
