package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A low that nobody answers calls more and more people, by a real hub, until somebody does; a hub that is killed goes on from its step. */
class CallForHelpIT {
    private static final Duration SOON = Duration.ofSeconds(25);
    private static final List<List<String>> CIRCLES = List.of(
            List.of("mother"),
            List.of("father", "mother"),
            List.of("father", "grandmother", "mother"),
            List.of("father", "grandmother", "mother", "neighbour"));

    @TempDir
    private Path folder;

    @Test
    void a_low_calls_one_after_the_other_with_all_they_need_until_somebody_answers() throws Exception {
        try (var home = new CalledHome(folder)) {
            home.start();
            String id = low(home);
            await().atMost(SOON).until(home.ear()::hasHeard);
            for (int step = 0; step < CIRCLES.size(); step++) {
                awaitStep(home, id, step);
            }
            assertThat(home.carers().calls(id)).allSatisfy(CallForHelpIT::saysAll);
            assertThat(home.carers().forged())
                    .as("not signed by the receiver's secret")
                    .isEmpty();
            home.ear().hasHeard();
            await().atMost(SOON).until(home.ear()::hasHeard); // at the last step it still sounds

            home.acknowledge(id);
            await().atMost(SOON).untilAsserted(() -> assertThat(home.carers().told().stream()
                            .filter(one -> one.isQuiet() && one.isAbout(id))
                            .map(Carers.Told::carer))
                    .as("told that somebody has it")
                    .containsExactlyInAnyOrderElementsOf(CIRCLES.get(3)));
            await().alias("silence; open are " + home.open())
                    .during(Duration.ofSeconds(1))
                    .atMost(SOON)
                    .until(() -> !home.ear().hasHeard());
            receiptsAreReadable(home.alert(id));
        }
    }

    @Test
    void a_hub_killed_at_any_step_goes_on_with_the_same_call_and_an_answer_outlives_it() throws Exception {
        try (var home = new CalledHome(folder)) {
            home.start();
            String id = low(home);
            for (int step = 0; step < 3; step++) {
                awaitStep(home, id, step);
                home.killAndStart();
                JsonNode after = home.urgentLow();
                assertThat(after.path("id").asText())
                        .as("after a kill at step %d", step)
                        .isEqualTo(id);
                assertThat(after.path("step").asInt()).isGreaterThanOrEqualTo(step);
                assertThat(after.get("state").asText()).isIn("raised", "escalated");
            }
            awaitStep(home, id, 3);
            neverTwiceAndNeverBack(home, id);
            stepsCameInTheirTime(home.alert(id).get("changes"));

            home.acknowledge(id);
            await().atMost(SOON).until(() -> stateKept(home, id).equals("acknowledged"));
            int calls = home.carers().calls(id).size();
            home.killAndStart();
            Instant nextStep = home.now().plus(CalledHome.STEP);
            await().atMost(SOON).until(() -> home.now().isAfter(nextStep));
            assertThat(home.urgentLow().path("id").asText()).isEqualTo(id);
            assertThat(home.urgentLow().path("state").asText()).isEqualTo("acknowledged");
            assertThat(home.carers().calls(id))
                    .as("nobody is called after an answer")
                    .hasSize(calls);
        }
    }

    private static String low(CalledHome home) throws Exception {
        home.falls();
        await().atMost(SOON).until(() -> home.urgentLow().has("id"));
        return home.urgentLow().get("id").asText();
    }

    /** Until everybody of the step has been called and the record has it, so that a kill cannot come between the two. */
    private static void awaitStep(CalledHome home, String id, int step) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            assertThat(home.carers().called(id, step))
                    .as("called by step %d", step)
                    .isEqualTo(CIRCLES.get(step));
            assertThat(stepsKept(home.alert(id).get("changes"))).contains(step);
        });
    }

    private static List<Integer> stepsKept(JsonNode changes) {
        return StreamSupport.stream(changes.spliterator(), false)
                .map(change -> change.path("step").asInt())
                .toList();
    }

    private static String stateKept(CalledHome home, String id) throws Exception {
        JsonNode changes = home.alert(id).get("changes");
        return changes.get(changes.size() - 1).get("state").asText();
    }

    private static void saysAll(Carers.Told call) {
        JsonNode data = call.data();
        assertThat(data.get("personName").asText()).isEqualTo("Anna");
        assertThat(data.get("message").asText()).contains("Anna").contains("52");
        assertThat(data.get("priority").asText()).isEqualTo("high");
        assertThat(data.get("mgPerDl").asDouble()).isEqualTo(52);
        assertThat(data.get("trend").asText()).isEqualTo("SingleDown");
        assertThat(data.get("mgPerDlPerMin").asDouble()).isCloseTo(-2.8, within(0.01));
        assertThat(data.get("ageSeconds").asLong())
                .as("age at step %d", call.step())
                .isGreaterThanOrEqualTo(CalledHome.STEP.toSeconds() * call.step());
        assertThat(Instant.parse(data.get("measuredAt").asText()))
                .isBefore(Instant.parse(call.message().get("timestamp").asText()));
        assertThat(data.get("test").asBoolean()).isFalse();
    }

    private static void receiptsAreReadable(JsonNode kept) {
        var sent = new ArrayList<String>();
        for (JsonNode receipt : kept.get("alert").get("receipts")) {
            String channel = receipt.get("channel").asText();
            if (channel.equals("page")) {
                assertThat(receipt.get("outcome").asText())
                        .as("it is open nowhere")
                        .isIn("failed", "given-up");
            } else {
                assertThat(receipt.get("outcome").asText())
                        .as(receipt.toString())
                        .isEqualTo("sent");
                sent.add(channel + " " + receipt.get("step").asInt());
            }
        }
        for (int step = 0; step < CIRCLES.size(); step++) {
            assertThat(sent).contains("sounder " + step);
            for (String carer : CIRCLES.get(step)) {
                assertThat(sent).contains("webhook." + carer + " " + step);
            }
        }
        assertThat(kept.get("alert").get("by").asText()).isEqualTo("family");
    }

    /** A receiver knows a message by its id: after a start the current step may be told again, by the same id, and none before it. */
    private static void neverTwiceAndNeverBack(CalledHome home, String id) {
        List<Carers.Told> calls = home.carers().calls(id);
        assertThat(calls.stream().map(Carers.Told::id).distinct())
                .as("one message for each step")
                .hasSize(CIRCLES.size());
        for (String carer : CIRCLES.get(3)) {
            assertThat(calls.stream().filter(call -> call.carer().equals(carer)).map(Carers.Told::step))
                    .as("the steps in which %s was called", carer)
                    .isSorted();
        }
        assertThat(home.carers().told().stream()
                        .filter(one ->
                                one.isCall() && one.data().get("rule").asText().equals("urgent-low"))
                        .map(one -> one.data().get("alert").asText())
                        .collect(Collectors.toSet()))
                .as("one alert")
                .containsExactly(id);
    }

    /** Not before its minute; that it comes at all is awaited, because how late depends on how busy this machine is. */
    private static void stepsCameInTheirTime(JsonNode changes) {
        for (int i = 1; i < changes.size(); i++) {
            Instant before = Instant.parse(changes.get(i - 1).get("at").asText());
            Instant after = Instant.parse(changes.get(i).get("at").asText());
            assertThat(Duration.between(before, after)).as("step %d", i).isGreaterThanOrEqualTo(CalledHome.STEP);
        }
    }
}
