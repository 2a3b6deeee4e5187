package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.household.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The home of these tests lives in Berlin: noon UTC is 13:00 there. */
class DutyAnswersTest {
    private static final String NIGHT = "/hub/v1/duty/exceptions";

    private final Home home = new Home();
    private final FakeCarers carers = new FakeCarers();
    private final FakeDesk desk = new FakeDesk();

    @BeforeEach
    void timetable() {
        home.reach.duty = carers;
        home.commissioning = desk;
    }

    private JsonNode duty() {
        return Home.json(home.reply(get("/hub/v1/duty").as(Role.FAMILY)));
    }

    private Answer.Reply set(String json) {
        return home.reply(post(NIGHT, json).as(Role.FAMILY));
    }

    private String local(Duration fromNow) {
        return NOON.plus(fromNow).atZone(home.zone()).toLocalDateTime().toString();
    }

    private String night(String person, String carer, Duration from, Duration until) {
        return "{\"person\":\"%s\",\"carer\":\"%s\",\"from\":\"%s\",\"until\":\"%s\"}"
                .formatted(person, carer, local(from), local(until));
    }

    @Test
    void the_timetable_tells_who_is_called_now_and_who_takes_over() {
        carers.shiftEnds = NOON.plus(Duration.ofHours(8));

        JsonNode anna = duty().at("/persons/0");

        assertThat(duty().path("persons")).hasSize(1);
        assertThat(anna.path("person").asText()).isEqualTo("anna");
        assertThat(anna.at("/onDuty/0").asText()).isEqualTo("mum");
        assertThat(anna.at("/next/0").asText()).isEqualTo("grandma");
        assertThat(anna.path("changes")).hasSize(1);
        assertThat(anna.at("/changes/0/onDuty/0").asText()).isEqualTo("grandma");
    }

    @Test
    void carers_of_other_people_are_not_named() {
        assertThat(duty().path("carers").findValuesAsText("id")).containsExactly("grandma", "mr-weber", "mum");
        assertThat(duty().toString()).doesNotContain("\"ben\"");
    }

    @Test
    void one_night_is_written_into_the_settings_in_the_homes_own_time_by_who_asked() {
        Answer.Reply reply = set(night("anna", "grandma", Duration.ofHours(9), Duration.ofHours(18)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(desk.asked).singleElement().satisfies(asked -> assertThat(asked)
                .startsWith("FAMILY sets org.hearthgate.duty.exception~night-")
                .contains("persons=[anna]")
                .contains("carers=[grandma]")
                .contains("from=" + local(Duration.ofHours(9)))
                .contains("until=" + local(Duration.ofHours(18)))
                .doesNotContain("Grandma"));
        assertThat(Home.json(reply).path("lasting").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ben,grandma,0,9,404",
        "anna,bens-aunt,0,9,400",
        "anna,nobody,0,9,400",
        "anna,grandma,9,9,400",
        "anna,grandma,9,8,400",
        "anna,grandma,-9,-1,400",
        "anna,grandma,0,72,200",
        "anna,grandma,0,73,400",
        "anna,grandma,1441,1445,400"
    })
    void a_night_has_a_person_of_mine_a_carer_of_theirs_and_an_end_ahead(
            String person, String carer, long from, long until, int status) {
        assertThat(set(night(person, carer, Duration.ofHours(from), Duration.ofHours(until)))
                        .status())
                .isEqualTo(status);
        assertThat(desk.asked).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void a_timetable_that_reads_no_exceptions_is_told_as_one_that_does_not_run() {
        desk.refuse(Reason.UNKNOWN, "No adapter here is set by this");

        assertThat(set(night("anna", "grandma", Duration.ZERO, Duration.ofHours(9)))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void nights_are_listed_to_those_they_concern_until_they_are_over_and_then_taken_away() {
        desk.nights.put("now", night(List.of("anna"), Duration.ofHours(-1), Duration.ofHours(2)));
        desk.nights.put("over", night(List.of("anna"), Duration.ofHours(-9), Duration.ofHours(-1)));
        desk.nights.put("bens", night(List.of("ben"), Duration.ofHours(-1), Duration.ofHours(2)));
        desk.nights.put("both", night(List.of("anna", "ben"), Duration.ofHours(-1), Duration.ofHours(2)));

        JsonNode listed = duty().path("exceptions");

        assertThat(listed.findValuesAsText("id")).containsExactly("both", "now");
        assertThat(listed.findValuesAsText("changeable")).containsExactly("false", "true");
        assertThat(listed.at("/0/persons")).hasSize(1);

        set(night("anna", "grandma", Duration.ZERO, Duration.ofHours(9)));

        assertThat(desk.asked).contains("FAMILY removes org.hearthgate.duty.exception~over");
    }

    private Map<String, Object> night(List<String> persons, Duration from, Duration until) {
        return Map.of("persons", persons, "carers", List.of("grandma"), "from", local(from), "until", local(until));
    }

    @ParameterizedTest
    @CsvSource({"now,200", "bens,404", "both,404", "none,404"})
    void a_night_is_taken_away_by_those_whose_it_is(String id, int status) {
        desk.nights.put("now", night(List.of("anna"), Duration.ofHours(-1), Duration.ofHours(2)));
        desk.nights.put("bens", night(List.of("ben"), Duration.ofHours(-1), Duration.ofHours(2)));
        desk.nights.put("both", night(List.of("anna", "ben"), Duration.ofHours(-1), Duration.ofHours(2)));

        assertThat(home.reply(new Home.Asked("DELETE", NIGHT + "/" + id).as(Role.FAMILY))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void without_commissioning_the_timetable_shows_and_says_that_it_cannot_be_changed() {
        home.commissioning = null;

        assertThat(duty().path("changeable").asBoolean()).isFalse();
        assertThat(set(night("anna", "grandma", Duration.ZERO, Duration.ofHours(9)))
                        .status())
                .isEqualTo(503);
        assertThat(Optional.of(duty().path("persons").size())).contains(1);
    }
}
