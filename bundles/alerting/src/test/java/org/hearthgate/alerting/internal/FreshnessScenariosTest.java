package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import org.hearthgate.api.observation.Doubt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is late, old or doubtful raises nothing and holds nothing, class by class; and two people are never mixed. */
class FreshnessScenariosTest extends Scenarios {
    @ParameterizedTest(name = "a late {0} is no {1}")
    @CsvSource({"50, urgent-low", "65, low", "300, high"})
    void late_data_raises_nothing(double mgPerDl, String rule) {
        house.readsLate(mgPerDl, 1).stays(100, 5).readsLate(mgPerDl, 1);
        assertThat(house.told()).doesNotContain(rule);
    }

    @ParameterizedTest(name = "{0} of 12 minutes ago is no {1}")
    @CsvSource({"50, urgent-low", "65, low", "300, high"})
    void stale_data_raises_nothing(double mgPerDl, String rule) {
        house.readsOld(mgPerDl, 12);
        assertThat(house.told()).doesNotContain(rule);
    }

    @ParameterizedTest(name = "{1} is held for {2} min by a reading of {0}")
    @CsvSource({"50, urgent-low, 11", "65, low, 11"})
    void stale_data_holds_nothing(double mgPerDl, String rule, int minutes) {
        house.reads(mgPerDl).acknowledges(rule, "mum").passes(minutes);
        assertThat(house.states()).contains(rule + " acknowledged");
        assertThat(house.passesSeconds(30).states()).doesNotContain(rule);
    }

    @Test
    void stale_data_ends_a_high_that_was_confirming() {
        house.reads(300).stays(300, 15).passes(12).reads(300).stays(300, 25);
        assertThat(house.told()).doesNotContain("high raised");
    }

    @Test
    void late_readings_do_not_hold_an_open_low() {
        house.reads(65).acknowledges("low", "mum").passes(6).readsLate(60, 1).passes(6);
        assertThat(house.told()).contains("low resolved (no fresh data)");
    }

    @Test
    void a_late_good_reading_ends_no_urgent_low() {
        house.reads(50).passes(1).readsLate(120, 0);
        assertThat(house.states()).isEqualTo("urgent-low raised");
    }

    @ParameterizedTest(name = "a reading that is {0} wakes nobody")
    @EnumSource(
            value = Doubt.Flag.class,
            names = {"LATE", "FUTURE", "WARM_UP", "IMPLAUSIBLE", "TEST"})
    void doubts_that_forbid_an_alarm(Doubt.Flag doubt) {
        house.readsDoubtful(48, doubt);
        assertThat(house.states()).isEqualTo("nothing");
        assertThat(house.called()).isEqualTo("nobody");
    }

    @ParameterizedTest(name = "a reading that is {0} wakes all the same")
    @EnumSource(
            value = Doubt.Flag.class,
            names = {"NOISY", "HUB_CLOCK", "COMPRESSION_SUSPECTED"})
    void doubts_that_are_told_and_silence_nothing(Doubt.Flag doubt) {
        house.readsDoubtful(48, doubt);
        assertThat(house.states()).isEqualTo("urgent-low raised");
    }

    @Test
    void an_escalation_lost_to_a_gap_goes_on_where_it_was() {
        house.reads(50).passes(3).passes(9);
        assertThat(house.told()).contains("+2 urgent-low escalated 1").endsWith("no-data raised");
        assertThat(house.passes(1).reads(50).told()).contains("urgent-low escalated");
    }

    @Test
    void an_answer_lost_to_a_gap_is_found_again() {
        house.reads(50).acknowledges("urgent-low", "mum").passes(13).reads(50);
        assertThat(house.states()).isEqualTo("urgent-low acknowledged by mum");
    }

    @Test
    void one_person_s_good_reading_ends_nothing_of_another() {
        house.about(ANNA).reads(50).about(BEN).reads(110).about(BEN).stays(110, 5);
        assertThat(house.open()).singleElement().satisfies(alert -> assertThat(alert.person())
                .isEqualTo(ANNA));
    }

    @Test
    void one_person_s_snooze_silences_nothing_of_another() {
        house.about(ANNA).reads(50).snoozes("urgent-low", 15, "mum").called();
        house.about(BEN).reads(50);
        assertThat(house.calls).singleElement().satisfies(call -> assertThat(call.personName())
                .isEqualTo("Ben"));
    }

    @Test
    void one_person_s_silence_is_not_broken_by_another_s_readings() {
        house.about(ANNA).reads(100).about(BEN).reads(100).stays(100, 20);
        assertThat(house.open()).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("no-data");
            assertThat(alert.person()).isEqualTo(ANNA);
            assertThat(alert.message()).startsWith("Anna");
        });
    }

    @Test
    void two_people_low_at_once_have_four_different_lives() {
        house.about(ANNA)
                .reads(65)
                .acknowledges("low", "mum")
                .about(BEN)
                .reads(50)
                .snoozes("urgent-low", 15, "dad");
        house.restart();
        assertThat(house.open())
                .extracting(alert -> alert.person() + " " + alert.rule() + " "
                        + alert.state().code())
                .containsExactly("ben urgent-low snoozed", "anna low acknowledged");
    }
}
