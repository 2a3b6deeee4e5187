package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.DoseCorrection.By;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.InsulinDose.Purpose;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoseAnswersTest {
    /** As long as a pen's are: beyond what a number in a browser holds. */
    private static final long SEQUENCE = 30_000_000_123_456_789L;

    private final Home home = new Home();
    private final FakeCorrections corrections = new FakeCorrections();

    DoseAnswersTest() {
        home.corrections = corrections;
    }

    private void keep(long sequence, Instant at, double units, Purpose purpose) {
        home.record.keep(FakeCorrections.dose(ANNA, sequence, at, units, purpose));
    }

    private JsonNode doses() {
        return Home.json(home.reply(get("/hub/v1/persons/anna/doses").as(Role.FAMILY)))
                .path("doses");
    }

    private Answer.Reply say(String path, String purpose) {
        return home.reply(post("/hub/v1/persons/" + path + "/purpose", "{\"purpose\":\"" + purpose + "\"}")
                .as(Role.FAMILY));
    }

    private static String error(Answer.Reply reply) {
        return Home.json(reply).path("error").asText();
    }

    @Test
    void doses_come_newest_first_with_their_number_as_text() {
        keep(1, NOON.minusSeconds(60), 2, Purpose.PRIME);
        keep(SEQUENCE, NOON, 4.5, Purpose.BOLUS);

        assertThat(doses())
                .hasToString(
                        "[{\"device\":\"urn:dev:pen:1\",\"measuredAt\":\"2026-03-02T12:00:00Z\",\"units\":4.5,\"purpose\":\"bolus\","
                                + "\"sequence\":\"30000000123456789\",\"correctable\":true},"
                                + "{\"device\":\"urn:dev:pen:1\",\"measuredAt\":\"2026-03-02T11:59:00Z\",\"units\":2.0,\"purpose\":\"prime\","
                                + "\"sequence\":\"1\",\"correctable\":true}]");
    }

    @Test
    void a_corrected_dose_says_what_it_was_and_who_said_so() {
        keep(1, NOON, 2, Purpose.BOLUS);
        corrections.said.put(1L, new DoseCorrection(1, Purpose.PRIME, By.RULE));

        JsonNode dose = doses().path(0);

        assertThat(dose.path("purpose").asText()).isEqualTo("prime");
        assertThat(dose.path("was").asText()).isEqualTo("bolus");
        assertThat(dose.path("saidBy").asText()).isEqualTo("rule");
    }

    @Test
    void a_correction_taken_back_leaves_the_dose_as_it_was_recorded() {
        keep(1, NOON, 2, Purpose.BOLUS);
        corrections.said.put(1L, new DoseCorrection(1, Purpose.BOLUS, By.PERSON));

        assertThat(doses().path(0).has("was")).isFalse();
    }

    @Test
    void without_a_room_that_corrects_the_doses_are_shown_as_recorded() {
        keep(1, NOON, 2, Purpose.BOLUS);
        home.corrections = null;

        assertThat(doses().path(0).path("correctable").asBoolean()).isFalse();
        assertThat(say("anna/doses/urn:dev:pen:1/1", "prime").status()).isEqualTo(503);
    }

    @Test
    void only_the_hours_asked_for_come_and_no_test() {
        keep(1, NOON.minus(Duration.ofHours(25)), 2, Purpose.BOLUS);
        InsulinDose test = FakeCorrections.dose(ANNA, 2, NOON, 1, Purpose.BOLUS);
        home.record.keep(test.withOrigin(test.origin().withDoubt(Doubt.Flag.TEST, "self test")));

        assertThat(doses()).isEmpty();
        assertThat(Home.json(home.reply(get("/hub/v1/persons/anna/doses")
                                .query("hours", "26")
                                .as(Role.CLINICIAN)))
                        .path("doses"))
                .hasSize(1);
    }

    @Test
    void a_dose_that_no_path_can_name_is_shown_and_cannot_be_changed() {
        for (String device : new String[] {"openaps://phone", "pen"}) {
            home.record.keep(new InsulinDose(
                    Origin.of(ANNA, new DeviceId(device), NOON, NOON, Provenance.of("nightscout")),
                    3,
                    Purpose.BOLUS,
                    Optional.of("Fiasp")));
        }

        assertThat(doses()).hasSize(2).allSatisfy(dose -> {
            assertThat(dose.path("correctable").asBoolean()).isFalse();
            assertThat(dose.path("insulin").asText()).isEqualTo("Fiasp");
        });
    }

    @Test
    void a_family_says_what_a_dose_was_for() {
        keep(SEQUENCE, NOON, 2, Purpose.BOLUS);

        Answer.Reply reply = say("anna/doses/urn:dev:pen:1/" + SEQUENCE, "prime");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(corrections.said.get(SEQUENCE).purpose()).isEqualTo(Purpose.PRIME);
        assertThat(Home.json(reply)).isEqualTo(doses().path(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna/doses/urn:dev:pen:1/2",
                "anna/doses/other/1",
                "anna/doses/urn:dev:pen:1/x",
                "ben/doses/urn:dev:pen:1/1",
                "eve/doses/urn:dev:pen:1/1"
            })
    void a_dose_that_is_not_there_for_the_caller_cannot_be_changed(String path) {
        keep(1, NOON, 2, Purpose.BOLUS);
        home.record.keep(FakeCorrections.dose(BEN, 1, NOON, 2, Purpose.BOLUS));

        assertThat(say(path, "prime").status()).isEqualTo(404);
        assertThat(corrections.said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIME", "air shot", ""})
    void a_purpose_that_is_none_changes_nothing(String purpose) {
        keep(1, NOON, 2, Purpose.BOLUS);

        assertThat(error(say("anna/doses/urn:dev:pen:1/1", purpose))).isEqualTo("bad-purpose");
        assertThat(corrections.said).isEmpty();
    }

    @Test
    void a_correction_that_is_not_kept_is_not_said_to_be() {
        keep(1, NOON, 2, Purpose.BOLUS);
        corrections.commit = CompletableFuture.failedFuture(new IllegalArgumentException("refused"));

        assertThat(error(say("anna/doses/urn:dev:pen:1/1", "prime"))).isEqualTo("not-kept");
        assertThat(doses().path(0).path("purpose").asText()).isEqualTo("bolus");
    }
}
