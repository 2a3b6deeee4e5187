package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private final Home home = new Home();

    private JsonNode family(String path) {
        return Home.json(home.reply(get(path).as(Role.FAMILY)));
    }

    @Test
    void the_description_and_the_routes_name_each_other() {
        var described = new ArrayList<String>();
        JsonNode paths = Home.json(home.reply(get("/hub/v1/openapi.json"))).path("paths");
        paths.properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(
                        method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(home.router.routes().stream()
                        .map(route -> route.method() + " " + route.template())
                        .toList());
    }

    @Test
    void a_self_test_reading_is_never_shown_as_somebodys_value() {
        home.record.keep(Given.reading(45)
                .minutesBefore(NOON, -0.5)
                .doubted(Doubt.Flag.TEST)
                .build());

        JsonNode latest = family("/hub/v1/persons").path("persons").path(0).path("latest");

        assertThat(latest.path("mgPerDl").asDouble()).isEqualTo(66);
        assertThat(family("/hub/v1/persons/anna/glucose").path("mgPerDl")).hasSize(1);
    }

    @Test
    void a_reading_from_the_future_is_not_the_latest() {
        home.record.keep(Given.reading(200).minutesBefore(NOON, -30).build());

        assertThat(family("/hub/v1/persons").findValuesAsText("mgPerDl")).containsExactly("66.0");
    }

    @Test
    void columns_mark_bounds_and_doubts_by_row() {
        home.record.keep(Given.reading(39)
                .minutesBefore(NOON, 5)
                .bound(Bound.BELOW_RANGE)
                .build());
        home.record.keep(Given.reading(80)
                .minutesBefore(NOON, 10)
                .doubted(Doubt.Flag.NOISY)
                .build());

        JsonNode columns = family("/hub/v1/persons/anna/glucose");

        assertThat(columns.path("measuredAt")).hasSize(3);
        assertThat(columns.path("bounds").path("1").asText()).isEqualTo("below");
        assertThat(columns.path("doubts").path("0").path(0).asText()).isEqualTo("NOISY");
    }

    @ParameterizedTest
    @CsvSource({"0,400", "1,200", "72,200", "73,400", "-1,400", "x,400", "99999999999,400"})
    void hours_are_1_to_72(String hours, int status) {
        assertThat(home.reply(get("/hub/v1/persons/anna/glucose")
                                .as(Role.FAMILY)
                                .query("hours", hours))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void an_alert_has_exactly_the_fields_of_the_contract() {
        var fields = new ArrayList<String>();
        family("/hub/v1/alerts").path("alerts").path(0).fieldNames().forEachRemaining(fields::add);

        assertThat(fields)
                .containsExactly(
                        "id",
                        "person",
                        "rule",
                        "priority",
                        "state",
                        "raisedAt",
                        "measuredAt",
                        "value",
                        "message",
                        "at");
    }

    @Test
    void whoever_takes_an_alert_is_named() {
        JsonNode alert = Home.json(
                home.reply(post("/hub/v1/alerts/low-anna/acknowledge", "").as(Role.FAMILY)));

        assertThat(alert.path("state").asText()).isEqualTo("acknowledged");
        assertThat(alert.path("by").asText()).isEqualTo("FAMILY");
    }

    @Test
    void a_snooze_beyond_what_the_rule_allows_names_the_most() {
        home.rules.add(new LowForHalfAnHour());

        Answer.Reply reply = home.reply(
                post("/hub/v1/alerts/low-anna/snooze", "{\"minutes\":31}").as(Role.FAMILY));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(Home.json(reply).path("maximumMinutes").asInt()).isEqualTo(30);
        assertThat(home.reply(post("/hub/v1/alerts/low-anna/snooze", "{\"minutes\":30}")
                                .as(Role.FAMILY))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"minutes\":0}",
                "{\"minutes\":-5}",
                "{\"minutes\":1.5}",
                "{\"minutes\":\"15\"}",
                "[15]"
            })
    void a_snooze_without_a_length_is_400(String body) {
        assertThat(home.reply(post("/hub/v1/alerts/low-anna/snooze", body).as(Role.FAMILY))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_board_that_does_not_answer_in_time_is_503_and_says_that_the_alarm_goes_on() {
        home.board.neverAnswering();

        Answer.Reply reply =
                home.reply(post("/hub/v1/alerts/low-anna/acknowledge", "").as(Role.FAMILY));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(Home.json(reply).path("message").asText()).contains("the alarm goes on");
    }

    @Test
    void people_are_shown_even_while_alerting_is_not_running() {
        home.boardIsThere = false;

        assertThat(family("/hub/v1/persons").path("persons")).hasSize(1);
        assertThat(home.reply(get("/hub/v1/alerts").as(Role.FAMILY)).status()).isEqualTo(503);
    }

    @Test
    void health_fails_while_a_required_probe_is_missing_and_tells_strangers_no_reason() {
        List.of("store", "ingest").forEach(name -> home.probes.add(probe(name, true, Health.ok("fine"))));

        Answer.Reply stranger = home.reply(get("/health"));

        assertThat(stranger.status()).isEqualTo(503);
        assertThat(Home.json(stranger)).hasToString("{\"status\":\"failing\"}");
        assertThat(Home.json(home.reply(get("/health").as(Role.FLEET))).toString())
                .contains("'alerting' is not running");
        assertThat(Home.json(home.reply(get("/health").as(Role.FOLLOWER)))).hasSize(1);
    }

    @Test
    void health_holds_with_a_warning_on_the_alarm_path_and_a_failure_beside_it() {
        home.probes.add(probe("store", true, Health.ok("fine")));
        home.probes.add(probe("ingest", true, Health.warn("slow")));
        home.probes.add(probe("alerting", true, Health.ok("fine")));
        home.probes.add(probe("cloud", false, Health.failed("away")));
        assertThat(home.reply(get("/health")).status()).isEqualTo(200);

        home.probes.add(probe("sounder", true, Health.failed("dumb")));
        assertThat(home.reply(get("/health")).status()).isEqualTo(503);
    }

    @Test
    void a_probe_that_throws_counts_as_failed() {
        Map.of("store", 1, "ingest", 1).keySet().forEach(name -> home.probes.add(probe(name, true, Health.ok("fine"))));
        home.probes.add(probe("alerting", true, null));

        assertThat(home.reply(get("/health")).status()).isEqualTo(503);
    }

    private static HealthProbe probe(String name, boolean onAlarmPath, Health health) {
        return new HealthProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean onAlarmPath() {
                return onAlarmPath;
            }

            @Override
            public Health check() {
                if (health == null) {
                    throw new IllegalStateException("broken probe");
                }
                return health;
            }
        };
    }

    private record LowForHalfAnHour() implements AlertRule {
        @Override
        public String id() {
            return "low";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Map<String, String> thresholds() {
            return Map.of("person", ANNA.value());
        }

        @Override
        public Verdict evaluate(Snapshot snapshot) {
            return Verdict.unknown();
        }

        @Override
        public Duration longestSnooze() {
            return Duration.ofMinutes(30);
        }
    }
}
