package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipt.Outcome;
import org.hearthgate.api.notify.SelfTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachAnswersTest {
    private final Home home = new Home();
    private final FakeCarers carers = new FakeCarers();

    private void everyRoomRuns() {
        home.reach.duty = carers;
        home.reach.receipts = carers;
        home.reach.channels = carers;
        home.reach.selfTest = carers;
    }

    private Answer.Reply reply(Home.Asked asked) {
        return home.reply(asked);
    }

    private JsonNode as(Role role, String path) {
        return Home.json(reply(get(path).as(role)));
    }

    private static JsonNode alert(JsonNode answer, String id) {
        for (JsonNode alert : answer.path("alerts")) {
            if (alert.path("id").asText().equals(id)) {
                return alert;
            }
        }
        throw new AssertionError("no alert " + id + " in " + answer);
    }

    private static Alert ofTheHub() {
        return FakeBoard.alert("clock", Alert.HUB, "hub-clock", Priority.HIGH, NOON, Double.NaN, "The hub: no time");
    }

    @Test
    void an_alert_says_who_was_reached_and_who_is_called_next_to_the_family_alone() {
        everyRoomRuns();
        carers.channel("mail.grandma", "E-mail to Grandma", false, null, null);
        carers.note(FakeCarers.receipt(
                "low-anna", ANNA, 0, "mail.grandma", FakeCarers.GRANDMA, Outcome.SENT, NOON, "the server took it"));
        carers.next = Optional.of(new Duty.Next(NOON.plusSeconds(120), List.of(FakeCarers.NEIGHBOUR)));

        JsonNode family = alert(as(Role.FAMILY, "/hub/v1/alerts"), "low-anna");
        JsonNode clinician = alert(as(Role.CLINICIAN, "/hub/v1/alerts"), "low-anna");

        assertThat(family.at("/receipts/0/carerName").asText()).isEqualTo("Grandma");
        assertThat(family.at("/receipts/0/channelLabel").asText()).isEqualTo("E-mail to Grandma");
        assertThat(family.at("/receipts/0/outcome").asText()).isEqualTo("sent");
        assertThat(family.at("/next/carers/0").asText()).isEqualTo("Mr Weber");
        assertThat(family.at("/next/at").asText())
                .isEqualTo(NOON.plusSeconds(120).toString());
        assertThat(clinician.has("receipts")).isFalse();
        assertThat(clinician.has("next")).isFalse();
    }

    @Test
    void nobody_is_called_next_about_an_alert_that_somebody_has() {
        everyRoomRuns();
        carers.next = Optional.of(new Duty.Next(NOON.plusSeconds(120), List.of(FakeCarers.NEIGHBOUR)));
        home.board.with(ofTheHub().to(AlertState.ACKNOWLEDGED, NOON, Optional.of("mum"), Optional.empty()));

        assertThat(alert(as(Role.FAMILY, "/hub/v1/alerts"), "clock").has("next"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"FAMILY,true", "INSTALLER,true", "FLEET,true", "CLINICIAN,false"})
    void the_hubs_own_alerts_are_seen_by_whoever_lives_with_it_or_looks_after_it(Role role, boolean sees) {
        home.board.with(ofTheHub());

        assertThat(as(role, "/hub/v1/alerts").findValuesAsText("person").contains("hub"))
                .isEqualTo(sees);
    }

    @Test
    void an_installer_sees_nobodys_alert_and_answers_none() {
        home.board.with(ofTheHub());

        assertThat(as(Role.INSTALLER, "/hub/v1/alerts").findValuesAsText("person"))
                .containsExactly("hub");
        assertThat(reply(post("/hub/v1/alerts/clock/acknowledge", "").as(Role.INSTALLER))
                        .status())
                .isEqualTo(403);
        assertThat(reply(post("/hub/v1/alerts/clock/acknowledge", "").as(Role.FAMILY))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_page_in_front_of_somebody_notes_it_once_a_step() {
        everyRoomRuns();

        JsonNode first =
                Home.json(reply(post("/hub/v1/alerts/low-anna/seen", "").as(Role.FAMILY)));
        JsonNode again =
                Home.json(reply(post("/hub/v1/alerts/low-anna/seen", "{}").as(Role.FAMILY)));
        reply(post("/hub/v1/alerts/low-anna/seen", "{\"outcome\":\"received\"}").as(Role.FAMILY));

        assertThat(first.path("noted").asBoolean()).isTrue();
        assertThat(again.path("noted").asBoolean()).isFalse();
        assertThat(carers.noted).extracting(Receipt::outcome).containsExactly(Outcome.SEEN, Outcome.RECEIVED);
        assertThat(carers.noted.get(0)).satisfies(receipt -> {
            assertThat(receipt.channel()).isEqualTo("page");
            assertThat(receipt.carer()).contains("FAMILY");
            assertThat(receipt.person()).isEqualTo(ANNA);
            assertThat(receipt.step()).isZero();
        });

        home.board.with(FakeBoard.alert("low-anna", ANNA, "low", Priority.MEDIUM, NOON, 66, "Anna is low")
                .escalated(1, NOON));
        reply(post("/hub/v1/alerts/low-anna/seen", "").as(Role.FAMILY));

        assertThat(carers.noted).extracting(Receipt::step).containsExactly(0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hub/v1/alerts/low-ben/seen", "/hub/v1/alerts/nothing/seen"})
    void what_is_not_the_callers_cannot_be_seen(String path) {
        everyRoomRuns();

        assertThat(reply(post(path, "").as(Role.FAMILY)).status()).isEqualTo(404);
        assertThat(carers.noted).isEmpty();
    }

    @Test
    void a_page_cannot_say_that_a_delivery_failed() {
        everyRoomRuns();

        assertThat(reply(post("/hub/v1/alerts/low-anna/seen", "{\"outcome\":\"failed\"}")
                                .as(Role.FAMILY))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_log_tells_what_became_of_my_peoples_alerts_and_the_hubs_in_order() {
        Alert annas = FakeBoard.alert("a", ANNA, "low", Priority.MEDIUM, NOON.minusSeconds(600), 66, "Anna is low");
        home.journal = FakeJournal.of(
                annas,
                annas.to(AlertState.RESOLVED, NOON.minusSeconds(60), Optional.of("over"), Optional.empty()),
                FakeBoard.alert("b", BEN, "low", Priority.MEDIUM, NOON.minusSeconds(300), 66, "Ben is low"),
                FakeBoard.alert(
                        "c", Alert.HUB, "disk", Priority.LOW, NOON.minusSeconds(200), Double.NaN, "The hub: full"));

        assertThat(as(Role.FAMILY, "/hub/v1/alerts/log").findValuesAsText("id")).containsExactly("a", "c", "a");
        assertThat(as(Role.CLINICIAN, "/hub/v1/alerts/log").findValuesAsText("id"))
                .containsExactly("a", "a");
        assertThat(as(Role.INSTALLER, "/hub/v1/alerts/log").findValuesAsText("id"))
                .containsExactly("c");
        assertThat(Home.json(reply(get("/hub/v1/alerts/log")
                                .query("person", "anna")
                                .as(Role.FAMILY)))
                        .findValuesAsText("id"))
                .containsExactly("a", "a");
        assertThat(Home.json(reply(get("/hub/v1/alerts/log")
                                .query("to", NOON.minusSeconds(100).toString())
                                .as(Role.FAMILY)))
                        .findValuesAsText("id"))
                .containsExactly("a", "c");
    }

    @ParameterizedTest
    @CsvSource({
        "person,ben,404",
        "person,nobody,404",
        "from,yesterday,400",
        "from,2999-01-01T00:00:00Z,400",
        "from,1999-01-01T00:00:00Z,400"
    })
    void a_log_that_cannot_be_told_says_why(String key, String value, int status) {
        home.journal = FakeJournal.of();

        assertThat(reply(get("/hub/v1/alerts/log").query(key, value).as(Role.FAMILY))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void an_installer_may_not_ask_for_a_persons_log() {
        home.journal = FakeJournal.of();

        assertThat(reply(get("/hub/v1/alerts/log").query("person", "anna").as(Role.INSTALLER))
                        .status())
                .isEqualTo(403);
        assertThat(reply(get("/hub/v1/alerts/log").query("person", "hub").as(Role.INSTALLER))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void one_alert_tells_its_changes_and_its_limits_to_those_it_concerns() {
        home.journal = FakeJournal.of(FakeBoard.alert("a", ANNA, "low", Priority.MEDIUM, NOON, 66, "Anna is low"));

        JsonNode one = as(Role.FAMILY, "/hub/v1/alerts/a");

        assertThat(one.path("changes")).hasSize(1);
        assertThat(one.at("/thresholds/belowMgPerDl").asText()).isEqualTo("70");
        assertThat(reply(get("/hub/v1/alerts/a").as(Role.INSTALLER)).status()).isEqualTo(404);
        assertThat(reply(get("/hub/v1/alerts/zzz").as(Role.FAMILY)).status()).isEqualTo(404);
    }

    @Test
    void a_channels_receipts_name_no_carer() {
        everyRoomRuns();
        carers.channel(
                "mail.grandma",
                "E-mail to Grandma",
                false,
                FakeCarers.receipt(
                        "low-anna",
                        ANNA,
                        0,
                        "mail.grandma",
                        FakeCarers.GRANDMA,
                        Outcome.FAILED,
                        NOON,
                        "no route to the server"),
                null);

        JsonNode channel = as(Role.INSTALLER, "/hub/v1/channels").at("/channels/0");

        assertThat(channel.at("/latest/outcome").asText()).isEqualTo("failed");
        assertThat(channel.at("/latest/detail").asText()).contains("no route");
        assertThat(channel.toString()).doesNotContain("anna").doesNotContain("\"carer\"");
    }

    @Test
    void a_test_tells_how_far_it_came_and_cannot_be_pressed_again_at_once() {
        everyRoomRuns();
        carers.channel("sounder", "The hub's own sounder", true, null, null);
        carers.test = CompletableFuture.completedFuture(
                FakeCarers.receipt("t", Alert.HUB, 0, "sounder", null, Outcome.SENT, NOON, "it sounded"));

        Answer.Reply first = reply(post("/hub/v1/channels/sounder/test", "").as(Role.FAMILY));
        Answer.Reply again = reply(post("/hub/v1/channels/sounder/test", "").as(Role.FAMILY));

        assertThat(Home.json(first).path("outcome").asText()).isEqualTo("sent");
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.headers()).containsEntry("Retry-After", "10");
    }

    @Test
    void a_test_that_takes_long_says_so_and_one_under_way_is_not_begun_twice() {
        everyRoomRuns();
        carers.channel("slow", "Slow", false, null, null).channel("busy", "Busy", false, null, null);

        assertThat(reply(post("/hub/v1/channels/slow/test", "").as(Role.FAMILY)).status())
                .isEqualTo(202);
        carers.test = CompletableFuture.failedFuture(new RejectedExecutionException("one is under way"));
        assertThat(reply(post("/hub/v1/channels/busy/test", "").as(Role.FAMILY)).status())
                .isEqualTo(409);
        assertThat(reply(post("/hub/v1/channels/none/test", "").as(Role.FAMILY)).status())
                .isEqualTo(404);
    }

    @Test
    void a_self_test_runs_once_and_shows_its_stages() {
        everyRoomRuns();

        assertThat(reply(post("/hub/v1/self-test", "").as(Role.INSTALLER)).status())
                .isEqualTo(202);
        assertThat(reply(post("/hub/v1/self-test", "").as(Role.FAMILY)).status())
                .isEqualTo(202);
        assertThat(carers.runs).isEqualTo(1);
        assertThat(as(Role.FLEET, "/hub/v1/self-test").path("underWay").asBoolean())
                .isTrue();

        var result = new SelfTest.Result(
                NOON,
                NOON.plus(Duration.ofSeconds(3)),
                "INSTALLER",
                List.of(new SelfTest.Stage("commit", true, "Kept in 4 ms")));
        carers.run.complete(result);
        carers.latest = Optional.of(result);

        JsonNode shown = as(Role.FAMILY, "/hub/v1/self-test");
        assertThat(shown.path("underWay").asBoolean()).isFalse();
        assertThat(shown.at("/latest/passed").asBoolean()).isTrue();
        assertThat(shown.at("/latest/stages/0/detail").asText()).isEqualTo("Kept in 4 ms");
    }

    @Test
    void rooms_that_are_absent_are_told_in_a_sentence_and_break_nothing() {
        for (String path : List.of("/hub/v1/channels", "/hub/v1/self-test", "/hub/v1/duty")) {
            Answer.Reply reply = reply(get(path).as(Role.FAMILY));
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(Home.json(reply).path("message").asText()).as(path).contains("not running");
        }
        assertThat(reply(post("/hub/v1/channels/sounder/test", "").as(Role.FAMILY))
                        .status())
                .isEqualTo(503);
        assertThat(reply(post("/hub/v1/self-test", "").as(Role.FAMILY)).status())
                .isEqualTo(503);
        assertThat(Home.json(reply(post("/hub/v1/alerts/low-anna/seen", "").as(Role.FAMILY)))
                        .path("noted")
                        .asBoolean())
                .isFalse();
        assertThat(reply(get("/hub/v1/alerts").as(Role.FAMILY)).status()).isEqualTo(200);
    }
}
