package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.insight.ConsensusEvent;
import org.hearthgate.api.insight.GlucoseLevel;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.insight.GlucoseRisk;
import org.hearthgate.api.insight.SensorWear;
import org.hearthgate.api.insight.TimeInRanges;
import org.hearthgate.api.insight.UsualGlucose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A report's figures by REST. It is noon of 2 March 2026 by UTC, one o'clock in Berlin, where this home is. */
class ReportAnswersTest {
    private static final String PATH = "/hub/v1/persons/anna/report";
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private final Home home = new Home();
    private final List<String> asked = new ArrayList<>();
    private boolean isWorn = true;

    @BeforeEach
    void theRoomRuns() {
        home.metrics = (person, from, until) -> {
            asked.add(person + " " + from + " " + until);
            return isWorn ? worn(from, until) : empty(from, until);
        };
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void only_who_reads_the_glucose_is_told_its_figures(Role role) {
        boolean reads = role == Role.FAMILY || role == Role.CLINICIAN;
        assertThat(home.reply(get(PATH).as(role)).status()).isEqualTo(reads ? 200 : 403);
        assertThat(asked).hasSize(reads ? 1 : 0);
    }

    @Test
    void without_anything_said_it_is_the_last_fortnight_of_local_days_up_to_now() {
        home.reply(get(PATH).as(Role.FAMILY));
        assertThat(asked).containsExactly("anna 2026-02-16T23:00:00Z " + NOON);
    }

    @Test
    void the_last_day_may_be_named_and_is_whole_also_where_the_clock_was_changed() {
        home.clock.advance(Duration.between(NOON, Instant.parse("2026-04-02T10:00:00Z")));
        home.reply(get(PATH).query("last", "2026-03-29").query("days", "1").as(Role.FAMILY));
        assertThat(asked).containsExactly("anna 2026-03-28T23:00:00Z 2026-03-29T22:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "days, 0, bad-days",
        "days, 91, bad-days",
        "days, -3, bad-days",
        "days, fortnight, bad-days",
        "last, 2026-03-03, bad-day",
        "last, 2026-02-30, bad-day",
        "last, yesterday, bad-day"
    })
    void what_cannot_be_meant_is_refused_with_what_may_be(String key, String value, String error) {
        Answer.Reply reply = home.reply(get(PATH).query(key, value).as(Role.FAMILY));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(Home.json(reply).path("error").asText()).isEqualTo(error);
        assertThat(Home.json(reply).path("message").asText()).contains(value, "Leave it out");
        assertThat(asked).isEmpty();
    }

    @Test
    void the_figures_are_told_to_a_tenth() {
        JsonNode json = Home.json(home.reply(get(PATH).as(Role.CLINICIAN)));
        assertThat(json.path("wear").path("enoughForReport").asBoolean()).isTrue();
        assertThat(json.path("wear").path("usualStepMinutes").asInt()).isEqualTo(5);
        assertThat(json.path("level").path("meanMgPerDl").asDouble()).isEqualTo(154.3);
        assertThat(json.path("level").path("gmiPercent").asDouble()).isEqualTo(7.0);
        assertThat(json.path("ranges").path("inRangePercent").asDouble()).isEqualTo(70);
        assertThat(json.path("byTime").path("ranges").path("lowPercent").asDouble())
                .isEqualTo(4);
        assertThat(json.path("risk").path("zone").asText()).isEqualTo("B");
        assertThat(json.path("variability").path("moddMgPerDl").asDouble()).isEqualTo(31.5);
        assertThat(json.path("variability").has("mageMgPerDl")).isFalse();
        assertThat(json.path("events").path(0).toString())
                .isEqualTo("{\"kind\":\"low\",\"count\":1,\"perDay\":0.1,\"meanMinutes\":25}");
        assertThat(json.path("events").findValuesAsText("kind"))
                .containsExactly("low", "very-low", "extended-low", "high", "very-high");
        assertThat(json.path("profile").path(0).path("at").asText()).isEqualTo("07:15");
    }

    @Test
    void what_rests_on_nothing_is_left_out_and_is_no_nought() {
        isWorn = false;
        JsonNode json = Home.json(home.reply(get(PATH).as(Role.FAMILY)));
        assertThat(json.path("wear").path("readings").asInt()).isZero();
        assertThat(json.path("wear").path("enoughForReport").asBoolean()).isFalse();
        assertThat(List.of("level", "ranges", "byTime", "risk")).noneMatch(json::has);
        assertThat(json.path("profile")).isEmpty();
    }

    @Test
    void a_hub_that_does_not_know_the_day_asks_for_it() {
        home.clock.untrusted();
        Answer.Reply reply = home.reply(get(PATH).as(Role.FAMILY));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(Home.json(reply).path("error").asText()).isEqualTo("clock-unsure");
        assertThat(home.reply(get(PATH).query("last", "2026-03-01").as(Role.FAMILY))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void without_the_room_and_for_whoever_does_not_live_here_it_says_so() {
        home.metrics = (person, from, until) -> {
            throw new NoSuchElementException("nobody");
        };
        assertThat(home.reply(get(PATH).as(Role.FAMILY)).status()).isEqualTo(404);
        home.metrics = null;
        assertThat(home.reply(get(PATH).as(Role.FAMILY)).status()).isEqualTo(503);
    }

    private static GlucoseReport worn(Instant from, Instant until) {
        var ranges = new TimeInRanges(1, 4, 70, 20, 5, 41);
        return new GlucoseReport(
                ANNA,
                from,
                until,
                ZoneId.of("Europe/Berlin"),
                new SensorWear(14, 14, 3900, Optional.of(Duration.ofMinutes(5)), OptionalDouble.of(97.26), 96.8, 13.5),
                Optional.of(new GlucoseLevel(154.32, OptionalDouble.of(52), 148, 117, 184)),
                Optional.of(ranges),
                Optional.of(new GlucoseReport.ByTime(153.9, ranges)),
                Optional.of(new GlucoseRisk(0.8, 6.1, 33)),
                new GlucoseReport.Variability(NONE, OptionalDouble.of(31.46), NONE, NONE, NONE),
                List.of(new ConsensusEvent(
                        ConsensusEvent.Kind.LOW, from.plusSeconds(3600), from.plusSeconds(5100), 61, false)),
                List.of(new UsualGlucose(LocalTime.of(7, 15), 14, 80, 101, 122, 150, 190)));
    }

    private static GlucoseReport empty(Instant from, Instant until) {
        return new GlucoseReport(
                ANNA,
                from,
                until,
                ZoneId.of("Europe/Berlin"),
                new SensorWear(14, 0, 0, Optional.empty(), NONE, 0, 0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new GlucoseReport.Variability(NONE, NONE, NONE, NONE, NONE),
                List.of(),
                List.of());
    }
}
