package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.ingest.SinkBusyException;
import org.junit.jupiter.api.Test;

class PendingAnswersTest {
    private final Home home = new Home();
    private final FakeScale scale = new FakeScale();

    PendingAnswersTest() {
        home.pending.add(scale);
    }

    private JsonNode pending(String code) {
        return Home.json(home.reply(get("/hub/v1/pending").header("authorization", "Bearer " + code)))
                .path("pending");
    }

    private Answer.Reply give(String id, String body) {
        return home.reply(post("/hub/v1/pending/" + id + "/person", body).as(Role.FAMILY));
    }

    private Answer.Reply discard(String id) {
        return home.reply(new Home.Asked("DELETE", "/hub/v1/pending/" + id).as(Role.FAMILY));
    }

    private static String error(Answer.Reply reply) {
        return Home.json(reply).path("error").asText();
    }

    @Test
    void a_home_without_such_a_device_has_nothing_that_waits() {
        home.pending.clear();

        assertThat(pending("FAMILY")).isEmpty();
    }

    @Test
    void a_family_is_asked_about_its_own_people_alone() {
        scale.asking("w1", "72.45 kg", BEN, ANNA).asking("w2", "31.20 kg", BEN);

        assertThat(pending("FAMILY"))
                .hasToString(
                        "[{\"id\":\"w1\",\"device\":\"scale\",\"measuredAt\":\"2026-03-02T12:00:00Z\","
                                + "\"receivedAt\":\"2026-03-02T12:00:00Z\",\"reading\":\"72.45 kg\",\"candidates\":[\"anna\"]}]");
    }

    @Test
    void what_nobody_may_be_meant_by_is_asked_of_who_reaches_everybody() {
        home.access.give("both", Role.FAMILY, ANNA, BEN);
        scale.asking("w1", "8.00 kg");

        assertThat(pending("FAMILY")).isEmpty();
        assertThat(pending("both").findValuesAsText("id")).containsExactly("w1");
    }

    @Test
    void an_answer_reaches_the_device_that_asked() {
        var other = new FakeScale().asking("w2", "60.00 kg", ANNA);
        home.pending.add(other);
        scale.asking("w1", "72.45 kg", ANNA, BEN);

        assertThat(give("w2", "{\"person\":\"anna\"}").status()).isEqualTo(200);

        assertThat(other.answered).containsEntry("w2", ANNA);
        assertThat(scale.list()).hasSize(1);
    }

    @Test
    void nobody_can_be_given_a_reading_who_is_not_ones_own() {
        scale.asking("w1", "72.45 kg", ANNA, BEN);

        Answer.Reply reply = give("w1", "{\"person\":\"ben\"}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(error(reply)).isEqualTo("no-such-person");
        assertThat(scale.answered).isEmpty();
    }

    @Test
    void another_familys_question_looks_like_none() {
        scale.asking("w1", "31.20 kg", BEN);

        assertThat(error(give("w1", "{\"person\":\"anna\"}"))).isEqualTo("no-such-reading");
        assertThat(error(discard("w1"))).isEqualTo("no-such-reading");
        assertThat(scale.list()).hasSize(1);
    }

    @Test
    void a_second_answer_is_told_that_it_came_second() {
        scale.asking("w1", "72.45 kg", ANNA);
        give("w1", "{\"person\":\"anna\"}");

        assertThat(error(give("w1", "{\"person\":\"anna\"}"))).isEqualTo("no-such-reading");
        assertThat(discard("w1").status()).isEqualTo(404);
    }

    @Test
    void a_person_who_does_not_use_the_device_is_a_conflict_and_it_goes_on_waiting() {
        scale.asking("w1", "72.45 kg", ANNA);
        scale.commit = CompletableFuture.failedFuture(new IllegalArgumentException("anna does not use this scale"));

        assertThat(give("w1", "{\"person\":\"anna\"}").status()).isEqualTo(409);
        assertThat(pending("FAMILY")).hasSize(1);
    }

    @Test
    void a_busy_record_says_so_and_the_question_stays() {
        scale.asking("w1", "72.45 kg", ANNA);
        scale.commit = CompletableFuture.failedFuture(new SinkBusyException("queue full", Duration.ofSeconds(1), null));

        Answer.Reply reply = give("w1", "{\"person\":\"anna\"}");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(error(reply)).isEqualTo("record-busy");
        assertThat(pending("FAMILY")).hasSize(1);
    }

    @Test
    void an_answer_that_takes_too_long_is_given_up_without_breaking_off_the_commit() {
        scale.asking("w1", "72.45 kg", ANNA);
        scale.commit = new CompletableFuture<>();

        assertThat(give("w1", "{\"person\":\"anna\"}").status()).isEqualTo(503);
        assertThat(scale.commit).isNotDone();
    }

    @Test
    void a_visitors_weight_is_thrown_away() {
        scale.asking("w1", "72.45 kg", ANNA);

        assertThat(Home.json(discard("w1")).path("discarded").asBoolean()).isTrue();
        assertThat(scale.discarded).containsExactly("w1");
    }

    @Test
    void a_person_must_be_named() {
        scale.asking("w1", "72.45 kg", ANNA);

        assertThat(error(give("w1", "{}"))).isEqualTo("bad-person");
        assertThat(error(give("w1", "[]"))).isEqualTo("bad-json");
    }
}
