package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.web.internal.FakeDesk.ANNAS;
import static org.hearthgate.web.internal.FakeDesk.BENS;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.household.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallerAnswersTest {
    private static final String DEVICES = "/hub/v1/installer/devices";
    private static final String ADDRESS = "{\"transport\":\"air\",\"address\":\"C\"}";

    private final Home home = new Home();
    private final FakeDesk desk = new FakeDesk();

    @BeforeEach
    void desk() {
        home.commissioning = desk;
    }

    private JsonNode json(Home.Asked asked, Role role) {
        Answer.Reply reply = home.reply(asked.as(role));
        assertThat(reply.status())
                .as(new String(reply.json(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Home.json(reply);
    }

    private int status(Home.Asked asked, Role role) {
        return home.reply(asked.as(role)).status();
    }

    @Test
    void without_the_room_every_path_says_what_is_not_running() {
        home.commissioning = null;

        Answer.Reply reply = home.reply(get("/hub/v1/installer/inbox").as(Role.INSTALLER));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(Home.json(reply).path("message").asText()).contains("commissioning");
    }

    @Test
    void an_installer_proves_that_a_reading_comes_and_does_not_learn_what_it_is() {
        Answer.Reply reply = home.reply(get(DEVICES + "/" + ANNAS + "/reading")
                .query("waitSeconds", "25")
                .as(Role.INSTALLER));
        JsonNode json = Home.json(reply);

        assertThat(json.path("arrived").asBoolean()).isTrue();
        assertThat(json.path("kind").asText()).isEqualTo("glucose");
        assertThat(json.path("ageSeconds").asInt()).isEqualTo(90);
        assertThat(json.path("signalDbm").asInt()).isEqualTo(-61);
        assertThat(json.path("doubts").toString()).isEqualTo("[\"NOISY\"]");
        assertThat(json.has("values")).isFalse();
        assertThat(new String(reply.json(), StandardCharsets.UTF_8)).doesNotContain("41");
        assertThat(desk.asked).containsExactly("reading after 0 within PT25S");
    }

    @Test
    void a_family_sees_what_was_measured() {
        JsonNode json = json(get(DEVICES + "/" + ANNAS + "/reading"), Role.FAMILY);

        assertThat(json.path("values").path("mgPerDl").asDouble()).isEqualTo(41);
        assertThat(json.path("values").path("bound").asText()).isEqualTo("EXACT");
        assertThat(json.path("doubts")).hasSize(2);
    }

    @Test
    void a_reading_that_does_not_come_is_explained() {
        desk.readingArrives = false;

        JsonNode json = json(get(DEVICES + "/" + ANNAS + "/reading").query("waitSeconds", "3"), Role.INSTALLER);

        assertThat(json.path("arrived").asBoolean()).isFalse();
        assertThat(json.path("message").asText())
                .isEqualTo("No reading came within 3 s. The device: It runs with these settings.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"61", "-1", "soon", ""})
    void one_does_not_wait_for_ever(String seconds) {
        assertThat(status(get(DEVICES + "/" + ANNAS + "/reading").query("waitSeconds", seconds), Role.INSTALLER))
                .isEqualTo(400);
    }

    @Test
    void a_family_gets_its_own_devices_and_anothers_look_like_none() {
        assertThat(json(get(DEVICES), Role.FAMILY).path("devices").findValuesAsText("pid"))
                .containsExactly(ANNAS);
        assertThat(json(get(DEVICES), Role.INSTALLER).path("devices")).hasSize(2);
        for (Home.Asked asked : java.util.List.of(
                get(DEVICES + "/" + BENS),
                get(DEVICES + "/" + BENS + "/reading"),
                get(DEVICES + "/org.hearthgate.adapter.toy~nothing"),
                post(DEVICES + "/" + BENS + "/label", "{\"label\":\"mine\"}"),
                post(DEVICES + "/" + BENS + "/address", ADDRESS),
                post(DEVICES + "/" + BENS + "/person", "{\"person\":\"anna\"}"),
                post(DEVICES + "/" + ANNAS + "/person", "{\"person\":\"ben\"}"),
                new Home.Asked("DELETE", DEVICES + "/" + BENS),
                get("/hub/v1/installer/quarantine").query("device", BENS),
                post(DEVICES, "{\"transport\":\"air\",\"address\":\"C\",\"kind\":\"toy\",\"person\":\"ben\"}"))) {
            assertThat(status(asked, Role.FAMILY)).as(asked.call().path()).isEqualTo(404);
        }
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void a_family_learns_that_a_device_is_in_use_and_not_by_whom() {
        JsonNode devices = json(get("/hub/v1/installer/inbox"), Role.FAMILY).path("devices");

        assertThat(devices).hasSize(2);
        assertThat(devices.path(0).path("usedBy").findValuesAsText("person")).containsExactly("anna");
        assertThat(devices.path(1).path("inUse").asBoolean()).isTrue();
        assertThat(devices.path(1).path("usedBy")).isEmpty();
        assertThat(devices.toString()).doesNotContain("ben").doesNotContain("BEN");
    }

    @Test
    void a_family_cannot_pair_itself_with_anothers_device() {
        assertThat(status(post("/hub/v1/installer/pairings", "{\"transport\":\"air\",\"address\":\"B\"}"), Role.FAMILY))
                .isEqualTo(409);
        assertThat(status(post("/hub/v1/installer/pairings", "{\"transport\":\"air\",\"address\":\"A\"}"), Role.FAMILY))
                .isEqualTo(200);
        assertThat(status(
                        post("/hub/v1/installer/pairings", "{\"transport\":\"air\",\"address\":\"B\"}"),
                        Role.INSTALLER))
                .isEqualTo(200);
        assertThat(desk.asked).containsExactly("pair A", "pair B");
    }

    @Test
    void each_step_of_a_devices_life_is_done_in_the_name_of_who_asked() {
        json(
                post(
                        DEVICES,
                        "{\"transport\":\"air\",\"address\":\"C\",\"kind\":\"toy\",\"person\":\"ben\",\"label\":\"L\",\"settings\":{\"minutes\":5}}"),
                Role.INSTALLER);
        json(post(DEVICES + "/" + ANNAS + "/label", "{\"label\":\"Left arm\"}"), Role.FAMILY);
        json(post(DEVICES + "/" + ANNAS + "/address", ADDRESS), Role.FAMILY);
        json(post(DEVICES + "/" + ANNAS + "/person", "{\"person\":\"ben\"}"), Role.INSTALLER);
        json(new Home.Asked("DELETE", DEVICES + "/" + ANNAS), Role.FAMILY);

        assertThat(desk.asked)
                .containsExactly(
                        "INSTALLER assigns C to ben with {minutes=5}",
                        "FAMILY renames " + ANNAS + " to Left arm",
                        "FAMILY replaces " + ANNAS + " by C",
                        "INSTALLER gives " + ANNAS + " to ben",
                        "FAMILY forgets " + ANNAS);
    }

    @Test
    void a_dry_run_changes_nothing_and_names_what_is_wrong() {
        JsonNode json = json(
                post("/hub/v1/installer/settings/" + ANNAS, "{\"values\":{\"minutes\":16},\"dryRun\":true}"),
                Role.INSTALLER);

        assertThat(json.path("usable").asBoolean()).isFalse();
        assertThat(json.path("problems").path(0).path("message").asText())
                .isEqualTo("'minutes' must be 1 to 15, was 16");
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void a_dry_run_that_is_not_clearly_one_is_refused() {
        assertThat(status(
                        post("/hub/v1/installer/settings/" + ANNAS, "{\"values\":{},\"dryRun\":\"yes\"}"),
                        Role.INSTALLER))
                .isEqualTo(400);
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void what_is_applied_comes_with_its_differences_and_no_secret_and_says_that_it_does_not_last() {
        JsonNode json = json(
                post(
                        "/hub/v1/installer/settings/" + ANNAS,
                        "{\"values\":{\"label\":\"new\",\"gain\":1.5,\"list\":[\"a\"],\"old\":null}}"),
                Role.INSTALLER);

        assertThat(json.path("state").asText()).isEqualTo("running");
        assertThat(json.path("note").asText()).contains("until the hub is restarted");
        assertThat(json.path("differences").toString())
                .isEqualTo(
                        "[{\"key\":\"label\",\"before\":\"old\",\"after\":\"new\"},{\"key\":\".key\",\"secret\":true}]");
        assertThat(desk.asked.get(0)).contains("gain=1.5", "list=[a]", "clears [old]");
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 404, unknown-here",
        "INVALID, 400, not-usable",
        "CONFLICT, 409, conflict",
        "NOT_HERE, 403, not-to-be-set-here",
        "DID_NOT_START, 409, did-not-start",
        "NOT_SAVED, 503, not-saved",
        "NO_ANSWER, 503, no-answer"
    })
    void a_refusal_keeps_its_sentence_and_its_problems(Reason reason, int status, String word) {
        desk.refuse(reason, "What, which, what to do.");

        Answer.Reply reply = home.reply(post("/hub/v1/installer/settings/" + ANNAS, "{\"values\":{\"minutes\":16}}")
                .as(Role.INSTALLER));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(Home.json(reply).path("error").asText()).isEqualTo(word);
        assertThat(Home.json(reply).path("message").asText()).isEqualTo("What, which, what to do.");
        assertThat(Home.json(reply).path("problems").path(0).path("key").asText())
                .isEqualTo("minutes");
    }

    @Test
    void quarantine_shows_an_installer_every_octet_and_a_family_its_own() {
        JsonNode all = json(get("/hub/v1/installer/quarantine"), Role.INSTALLER);

        assertThat(all.path("quarantined")).hasSize(3);
        assertThat(all.path("quarantined").path(0).path("octetsHex").asText()).isEqualTo("ff01");
        assertThat(all.path("quarantined").path(0).path("reason").asText()).isEqualTo("the checksum is wrong");
        assertThat(json(get("/hub/v1/installer/quarantine"), Role.FAMILY).findValuesAsText("person"))
                .containsExactly("anna");
    }

    @Test
    void what_is_exported_can_be_imported_for_other_people() {
        JsonNode set = json(get("/hub/v1/installer/export"), Role.INSTALLER);
        assertThat(set.toString()).contains("\"secretsLeftOut\":[\".key\"]");

        JsonNode outcome = json(
                post(
                        "/hub/v1/installer/import",
                        "{\"set\":" + set + ",\"persons\":{\"anna\":\"ben\"},\"dryRun\":true}"),
                Role.INSTALLER);

        assertThat(outcome.path("devices").path(0).path("outcome").asText()).isEqualTo("added");
        assertThat(desk.asked)
                .singleElement()
                .asString()
                .contains("minutes=5", "secretsLeftOut=[.key]", "{anna=ben}", "dry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"set\":{\"hearthgateDevices\":2,\"devices\":[]}}",
                "{\"set\":{\"hearthgateDevices\":1,\"devices\":[{}]}}",
                "{\"set\":{\"hearthgateDevices\":1,\"devices\":[{\"pid\":\"x\",\"settings\":{\"a\":{\"b\":1}}}]}}",
                "{\"set\":{\"hearthgateDevices\":1,\"devices\":[]},\"persons\":{\"anna\":\"NOT AN ID\"}}",
                "[]"
            })
    void what_is_no_device_set_is_refused(String body) {
        assertThat(status(post("/hub/v1/installer/import", body), Role.INSTALLER))
                .isEqualTo(400);
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void a_change_by_cookie_from_elsewhere_is_refused() {
        Answer.Reply reply = home.reply(post(DEVICES + "/" + ANNAS + "/label", "{\"label\":\"x\"}")
                .header("sec-fetch-site", "cross-site")
                .as(Role.INSTALLER));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void persons_are_names_and_nothing_of_how_they_are() {
        assertThat(json(get("/hub/v1/installer/persons"), Role.INSTALLER))
                .hasToString("{\"persons\":[{\"id\":\"anna\",\"name\":\"Anna\"},{\"id\":\"ben\",\"name\":\"Ben\"}]}");
        assertThat(json(get("/hub/v1/installer/persons"), Role.FAMILY).findValuesAsText("id"))
                .containsExactly("anna");
    }

    @Test
    void troubles_of_a_transport_are_told() {
        assertThat(json(get("/hub/v1/installer/inbox"), Role.INSTALLER)
                        .path("troubles")
                        .path(0)
                        .asText())
                .isEqualTo("The transport wire does not answer.");
    }
}
