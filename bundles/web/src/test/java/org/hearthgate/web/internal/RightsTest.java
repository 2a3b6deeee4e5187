package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.InsulinDose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {
    private static final Set<Role> READERS = EnumSet.of(Role.FAMILY, Role.CLINICIAN);
    private static final Set<Role> KEEPERS = EnumSet.of(Role.FAMILY, Role.INSTALLER);
    private static final Set<Role> INSTALLERS = EnumSet.of(Role.INSTALLER);
    private static final Set<Role> PAGES = EnumSet.of(Role.FAMILY, Role.CLINICIAN, Role.INSTALLER, Role.FLEET);

    /** Written down a second time on purpose: a right that slips into a route must not slip in here too. */
    private static final Map<String, Set<Role>> ALLOWED = Map.ofEntries(
            Map.entry("GET /hub/v1/persons", READERS),
            Map.entry("GET /hub/v1/persons/{id}/glucose", READERS),
            Map.entry("GET /hub/v1/persons/{id}/forecast", READERS),
            Map.entry("GET /hub/v1/persons/{id}/alerts", READERS),
            Map.entry("GET /hub/v1/persons/{id}/alarm-audit", READERS),
            Map.entry("GET /hub/v1/persons/{id}/report", READERS),
            Map.entry("GET /hub/v1/alerts", PAGES),
            Map.entry("GET /hub/v1/alerts/log", PAGES),
            Map.entry("GET /hub/v1/alerts/{id}", PAGES),
            Map.entry("POST /hub/v1/alerts/{id}/seen", EnumSet.of(Role.FAMILY)),
            Map.entry("GET /hub/v1/duty", EnumSet.of(Role.FAMILY)),
            Map.entry("POST /hub/v1/duty/exceptions", EnumSet.of(Role.FAMILY)),
            Map.entry("DELETE /hub/v1/duty/exceptions/{id}", EnumSet.of(Role.FAMILY)),
            Map.entry("GET /hub/v1/channels", KEEPERS),
            Map.entry("POST /hub/v1/channels/{id}/test", KEEPERS),
            Map.entry("GET /hub/v1/self-test", EnumSet.of(Role.FAMILY, Role.INSTALLER, Role.FLEET)),
            Map.entry("POST /hub/v1/self-test", KEEPERS),
            Map.entry("POST /hub/v1/alerts/{id}/acknowledge", EnumSet.of(Role.FAMILY)),
            Map.entry("POST /hub/v1/alerts/{id}/snooze", EnumSet.of(Role.FAMILY)),
            Map.entry("GET /hub/v1/persons/{id}/doses", READERS),
            Map.entry("POST /hub/v1/persons/{id}/doses/{device}/{sequence}/purpose", EnumSet.of(Role.FAMILY)),
            Map.entry("GET /hub/v1/pending", EnumSet.of(Role.FAMILY)),
            Map.entry("POST /hub/v1/pending/{id}/person", EnumSet.of(Role.FAMILY)),
            Map.entry("DELETE /hub/v1/pending/{id}", EnumSet.of(Role.FAMILY)),
            Map.entry("GET /hub/v1/devices", EnumSet.of(Role.FAMILY, Role.INSTALLER)),
            Map.entry("GET /hub/v1/signals", EnumSet.of(Role.FAMILY, Role.CLINICIAN, Role.INSTALLER)),
            Map.entry("GET /hub/v1/installer/inbox", KEEPERS),
            Map.entry("POST /hub/v1/installer/search", KEEPERS),
            Map.entry("POST /hub/v1/installer/identify", KEEPERS),
            Map.entry("POST /hub/v1/installer/pairings", KEEPERS),
            Map.entry("GET /hub/v1/installer/pairings/{id}", KEEPERS),
            Map.entry("DELETE /hub/v1/installer/pairings/{id}", KEEPERS),
            Map.entry("POST /hub/v1/installer/pairings/{id}/answer", KEEPERS),
            Map.entry("GET /hub/v1/installer/devices", KEEPERS),
            Map.entry("POST /hub/v1/installer/devices", KEEPERS),
            Map.entry("GET /hub/v1/installer/devices/{pid}", KEEPERS),
            Map.entry("DELETE /hub/v1/installer/devices/{pid}", KEEPERS),
            Map.entry("POST /hub/v1/installer/devices/{pid}/label", KEEPERS),
            Map.entry("POST /hub/v1/installer/devices/{pid}/address", KEEPERS),
            Map.entry("POST /hub/v1/installer/devices/{pid}/person", KEEPERS),
            Map.entry("GET /hub/v1/installer/devices/{pid}/reading", KEEPERS),
            Map.entry("GET /hub/v1/installer/quarantine", KEEPERS),
            Map.entry("GET /hub/v1/installer/persons", KEEPERS),
            Map.entry("GET /hub/v1/installer/forms", INSTALLERS),
            Map.entry("GET /hub/v1/installer/settings", INSTALLERS),
            Map.entry("GET /hub/v1/installer/settings/{pid}", INSTALLERS),
            Map.entry("POST /hub/v1/installer/settings/{pid}", INSTALLERS),
            Map.entry("DELETE /hub/v1/installer/settings/{pid}", INSTALLERS),
            Map.entry("GET /hub/v1/alarms/forms", KEEPERS),
            Map.entry("GET /hub/v1/alarms/settings", KEEPERS),
            Map.entry("GET /hub/v1/alarms/settings/{pid}", KEEPERS),
            Map.entry("POST /hub/v1/alarms/settings/{pid}", KEEPERS),
            Map.entry("DELETE /hub/v1/alarms/settings/{pid}", KEEPERS),
            Map.entry("GET /hub/v1/installer/changes", INSTALLERS),
            Map.entry("GET /hub/v1/installer/export", INSTALLERS),
            Map.entry("POST /hub/v1/installer/import", INSTALLERS),
            Map.entry("GET /hub/v1/health", EnumSet.of(Role.FAMILY, Role.INSTALLER, Role.FLEET)),
            Map.entry("GET /hub/v1/hub", PAGES),
            Map.entry("GET /hub/v1/events", PAGES));

    private static final Set<String> OPEN = Set.of(
            "GET /health",
            "GET /hub/v1/openapi.json",
            "GET /hub/v1/session",
            "POST /hub/v1/session",
            "DELETE /hub/v1/session");

    private final Home home = new Home();

    @BeforeEach
    void devices() {
        home.forecasts = new FakeForecasts(NOON);
        home.pending.add(new FakeScale().asking("w1", "72.45 kg", ANNA, BEN).asking("w2", "5.00 kg", ANNA));
        home.corrections = new FakeCorrections();
        home.record.keep(FakeCorrections.dose(ANNA, 7, NOON, 4, InsulinDose.Purpose.BOLUS));
    }

    private List<Route> guarded() {
        return home.router.routes().stream().filter(route -> !route.open()).toList();
    }

    private static String name(Route route) {
        return route.method() + " " + route.template();
    }

    private static Home.Asked asking(Route route) {
        String path = route.template()
                .replace("/alerts/{id}", "/alerts/low-anna")
                .replace("/pending/{id}", route.method().equals("POST") ? "/pending/w1" : "/pending/w2")
                .replace("{id}", "anna")
                .replace("{device}/{sequence}", "urn:dev:pen:1/7");
        return new Home.Asked(route.method(), path).body("{\"minutes\":15,\"person\":\"anna\",\"purpose\":\"prime\"}");
    }

    private int status(Home.Asked asked) {
        Answer answer = home.router.serve(asked.call()).join();
        return answer instanceof Answer.Reply reply ? reply.status() : 200;
    }

    @Test
    void every_route_is_either_open_by_name_or_in_the_table_of_rights() {
        var open = new ArrayList<String>();
        home.router.routes().stream().filter(Route::open).map(RightsTest::name).forEach(open::add);

        assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
        assertThat(guarded().stream().map(RightsTest::name).collect(Collectors.toSet()))
                .isEqualTo(ALLOWED.keySet());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_role_gets_what_the_table_gives_it_and_403_for_all_else(Role role) {
        assertThat(guarded()).hasSize(ALLOWED.size()).allSatisfy(route -> {
            int status = status(asking(route).as(role));
            if (ALLOWED.get(name(route)).contains(role)) {
                assertThat(status)
                        .as(name(route))
                        .isIn(200, 503); // 503: the journal and commissioning are not running in this home
            } else {
                assertThat(status).as(name(route)).isEqualTo(403);
            }
        });
    }

    @Test
    void nobody_without_a_credential_gets_more_than_401() {
        String first = new String(home.reply(get("/hub/v1/persons")).json(), StandardCharsets.UTF_8);

        assertThat(guarded()).isNotEmpty().allSatisfy(route -> {
            Answer.Reply reply = home.reply(asking(route));
            assertThat(reply.status()).as(name(route)).isEqualTo(401);
            assertThat(new String(reply.json(), StandardCharsets.UTF_8)).isEqualTo(first);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic RkFNSUxZ", "FAMILY", ""})
    void a_wrong_authorization_is_no_credential(String header) {
        assertThat(status(get("/hub/v1/persons").header("authorization", header)))
                .isEqualTo(401);
    }

    @Test
    void a_path_that_does_not_exist_is_not_told_apart_without_a_credential() {
        assertThat(status(get("/hub/v1/nothing"))).isEqualTo(401);
        assertThat(status(get("/hub/v1/nothing").as(Role.FAMILY))).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ben", "nobody", "ANNA", "..", "an na"})
    void another_persons_record_looks_like_nobodys(String id) {
        for (Role role : READERS) {
            Answer.Reply reply =
                    home.reply(get("/hub/v1/persons/" + id + "/glucose").as(role));
            assertThat(reply.status()).isEqualTo(404);
            assertThat(Home.json(reply).path("error").asText()).isEqualTo("no-such-person");
        }
    }

    @Test
    void lists_hold_only_the_callers_people() {
        assertThat(Home.json(home.reply(get("/hub/v1/persons").as(Role.FAMILY))).findValuesAsText("id"))
                .containsExactly("anna");
        assertThat(Home.json(home.reply(get("/hub/v1/alerts").as(Role.FAMILY))).findValuesAsText("person"))
                .containsExactly("anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "snooze"})
    void another_persons_alert_cannot_be_answered(String action) {
        assertThat(status(post("/hub/v1/alerts/low-ben/" + action, "{\"minutes\":15}")
                        .as(Role.FAMILY)))
                .isEqualTo(404);
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        Answer.Reply reply = home.reply(new Home.Asked("DELETE", "/hub/v1/persons").as(Role.FAMILY));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers()).containsEntry("Allow", "GET");
    }
}
