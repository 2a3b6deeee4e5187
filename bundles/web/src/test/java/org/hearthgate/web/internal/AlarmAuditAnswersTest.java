package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.notify.Receipt.Outcome;
import org.hearthgate.api.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A week's audit by REST. It is Monday noon of 2026-W10, so that the last whole week is 2026-W09. */
class AlarmAuditAnswersTest {
    private static final String PATH = "/hub/v1/persons/anna/alarm-audit";
    private static final CalendarWeek LAST = CalendarWeek.parse("2026-W09");
    private static final CalendarWeek CURRENT = CalendarWeek.parse("2026-W10");

    private final Home home = new Home();
    private final FakeAudits audits =
            new FakeAudits().with(FakeAudits.hard(LAST)).with(FakeAudits.begun(CURRENT, NOON));

    @BeforeEach
    void theRoomRuns() {
        home.audits = audits;
    }

    private Answer.Reply week(String week) {
        return home.reply(get(PATH).query("week", week).as(Role.FAMILY));
    }

    private JsonNode lastWeek(Role role) {
        return Home.json(home.reply(get(PATH).as(role)));
    }

    private static void refused(Answer.Reply reply, int status, String error, String... words) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(Home.json(reply).path("error").asText()).isEqualTo(error);
        assertThat(Home.json(reply).path("message").asText()).contains(words);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void only_who_reads_the_glucose_is_told_what_its_alarms_were_worth(Role role) {
        Set<Role> readers = EnumSet.of(Role.FAMILY, Role.CLINICIAN);

        assertThat(home.reply(get(PATH).as(role)).status()).isEqualTo(readers.contains(role) ? 200 : 403);
        assertThat(audits.asked).hasSize(readers.contains(role) ? 1 : 0);
    }

    @Test
    void without_a_week_it_is_the_last_whole_one_and_says_which_are_beside_it() {
        JsonNode json = lastWeek(Role.FAMILY);

        assertThat(json.path("week").asText()).isEqualTo("2026-W09");
        assertThat(json.path("before").asText()).isEqualTo("2026-W08");
        assertThat(json.path("after").asText()).isEqualTo("2026-W10");
        assertThat(json.path("over").asBoolean()).isTrue();
        assertThat(json.path("from").asText()).isEqualTo("2026-02-22T23:00:00Z");
        assertThat(json.path("until").asText()).isEqualTo("2026-03-01T23:00:00Z");
    }

    /** Half past eleven on Sunday evening by UTC is Monday in Berlin, where this home is. */
    @Test
    void which_week_it_is_depends_on_where_the_home_is() {
        home.clock.advance(Duration.between(NOON, Instant.parse("2026-03-08T22:30:00Z")));
        assertThat(lastWeek(Role.FAMILY).path("week").asText()).isEqualTo("2026-W09");

        home.clock.advance(Duration.ofHours(1));
        assertThat(lastWeek(Role.FAMILY).path("week").asText()).isEqualTo("2026-W10");
    }

    @Test
    void the_week_that_goes_on_is_told_as_far_as_it_goes_and_has_none_after_it() {
        JsonNode json = Home.json(week("2026-W10"));

        assertThat(json.path("over").asBoolean()).isFalse();
        assertThat(json.path("until").asText()).isEqualTo(NOON.toString());
        assertThat(json.has("after")).isFalse();
        assertThat(json.path("advice")).isEmpty();
    }

    @Test
    void it_tells_each_class_with_how_many_were_right() {
        JsonNode classes = lastWeek(Role.FAMILY).path("classes");

        assertThat(classes.findValuesAsText("rule"))
                .containsExactly("urgent-low", "urgent-low-soon", "low", "predicted-low", "high", "no-data");
        JsonNode low = classes.path(2);
        assertThat(low.path("raised").asInt()).isEqualTo(9);
        assertThat(low.path("right").asInt()).isEqualTo(5);
        assertThat(low.path("brief").asInt()).isEqualTo(1);
        assertThat(low.path("wrong").asInt()).isEqualTo(2);
        assertThat(low.path("unsure").asInt()).isEqualTo(1);
        assertThat(low.path("episodes").asInt()).isEqualTo(6);
        assertThat(low.path("late").asInt()).isEqualTo(1);
        assertThat(low.has("medianLeadSeconds")).isFalse();
        assertThat(classes.path(0).path("missed").asInt()).isEqualTo(1);
        assertThat(classes.path(3).path("medianLeadSeconds").asDouble()).isEqualTo(840);
        assertThat(classes.path(5).path("judged").asBoolean()).isFalse();
    }

    @Test
    void it_tells_the_road_the_answers_the_held_back_lows_the_silences_and_what_to_change() {
        JsonNode json = lastWeek(Role.CLINICIAN);

        assertThat(json.at("/road/medianSeconds").asDouble()).isEqualTo(0.18);
        assertThat(json.at("/answers/escalated").asInt()).isEqualTo(3);
        assertThat(json.at("/answers/longestSeconds").asDouble()).isEqualTo(960);
        assertThat(json.path("heldBack").toString()).isEqualTo("{\"held\":6,\"right\":4,\"wrong\":1,\"unsure\":1}");
        assertThat(json.at("/silences/0/totalSeconds").asLong()).isEqualTo(6000);
        assertThat(json.at("/remarks/0").has("alert")).isFalse();
        assertThat(json.at("/remarks/1/alert").asText()).isEqualTo("n2");
        assertThat(json.at("/advice/0").toString())
                .isEqualTo("{\"kind\":\"call-missed\",\"rule\":\"urgent-low\",\"times\":1,\"of\":3}");
        assertThat(json.at("/advice/4").has("rule")).isFalse();
    }

    @Test
    void the_family_is_told_whom_a_call_at_night_reached_from_then_on_and_a_clinician_is_not() {
        var carers = new FakeCarers();
        home.reach.duty = carers;
        home.reach.receipts = carers;
        Instant called = Instant.parse("2026-02-24T01:12:00Z"); // Tuesday, 02:12 in Berlin
        carers.note(FakeCarers.receipt(
                "n1", ANNA, 0, "mail.grandma", FakeCarers.GRANDMA, Outcome.SENT, called.minusSeconds(1), "before"));
        carers.note(
                FakeCarers.receipt("n1", ANNA, 1, "page", FakeCarers.MUM, Outcome.SEEN, called.plusSeconds(60), ""));

        JsonNode family = lastWeek(Role.FAMILY).path("nights");
        JsonNode clinician = lastWeek(Role.CLINICIAN).path("nights");

        assertThat(family.at("/alarms/0/at").asText()).isEqualTo(called.toString());
        assertThat(family.at("/alarms/0/worth").asText()).isEqualTo("right");
        assertThat(family.at("/alarms/0/answeredBy").asText()).isEqualTo("Mum");
        assertThat(family.at("/alarms/0/answeredAfterSeconds").asDouble()).isEqualTo(150);
        assertThat(family.at("/alarms/0/receipts").findValuesAsText("carerName"))
                .containsExactly("Mum");
        assertThat(family.at("/alarms/1").has("answeredBy")).isFalse();
        assertThat(family.at("/alarms/1/receipts")).isEmpty();
        assertThat(family.at("/alarms/2").has("worth")).isFalse();
        assertThat(clinician.path("alarms")).hasSize(3);
        assertThat(clinician.findValues("receipts")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "46", "2026-46", "2026-W54", "2025-W53", "2026-W9", "2026-w09", "last", "2026-W09-1"})
    void a_week_that_is_none_is_refused_with_what_one_looks_like(String none) {
        refused(week(none), 400, "bad-week", "'week'", "'" + none + "'", "like 2026-W09", "Leave it out");
        assertThat(audits.asked).isEmpty();
    }

    @Test
    void of_a_long_word_only_the_beginning_is_quoted() {
        refused(week("x".repeat(5000)), 400, "bad-week", "'" + "x".repeat(20) + "'");
    }

    @Test
    void a_week_that_has_not_begun_has_no_audit() {
        refused(week("2026-W11"), 404, "no-audit", "2026-W11 has not begun", "2026-W10 or an earlier one");
        assertThat(audits.asked).isEmpty();
    }

    @Test
    void a_week_of_which_nothing_was_heard_has_no_audit() {
        refused(week("2025-W30"), 404, "no-audit", "2025-W30", "heard no glucose", "Ask for a later one");
    }

    /** In a home whose hub is new the page goes on with the week that has begun. */
    @Test
    void where_no_whole_week_is_known_it_says_which_one_goes_on() {
        home.audits = new FakeAudits().with(FakeAudits.begun(CURRENT, NOON));
        Answer.Reply reply = home.reply(get(PATH).as(Role.FAMILY));

        refused(reply, 404, "no-audit", "2026-W09");
        assertThat(Home.json(reply).path("current").asText()).isEqualTo("2026-W10");
    }

    @Test
    void a_hub_that_does_not_know_the_time_wants_a_week_named() {
        home.clock.untrusted();

        refused(home.reply(get(PATH).as(Role.FAMILY)), 503, "clock-unsure", "Name one");
        assertThat(week("2026-W09").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ben", "nobody", "ANNA", "an na"})
    void another_persons_audit_looks_like_nobodys(String id) {
        for (Role role : EnumSet.of(Role.FAMILY, Role.CLINICIAN)) {
            refused(
                    home.reply(get("/hub/v1/persons/" + id + "/alarm-audit").as(role)),
                    404,
                    "no-such-person",
                    "GET /hub/v1/persons");
        }
        assertThat(audits.asked).isEmpty();
    }

    @Test
    void somebody_of_the_access_list_who_does_not_live_here_is_nobody_too() {
        home.access.give("both", Role.FAMILY, ANNA, BEN);

        refused(
                home.reply(get("/hub/v1/persons/ben/alarm-audit").header("authorization", "Bearer both")),
                404,
                "no-such-person",
                "GET /hub/v1/persons");
    }

    @Test
    void a_hub_without_the_room_says_so() {
        home.audits = null;

        refused(home.reply(get(PATH).as(Role.FAMILY)), 503, "not-running", "weekly audit of the alarms (insight)");
    }

    @Test
    void a_record_that_cannot_be_read_is_told() {
        audits.broken = Optional.of(new StoreException("the test broke it", new IOException()));

        refused(home.reply(get(PATH).as(Role.FAMILY)), 503, "record-unreadable", "hub doctor");
    }
}
