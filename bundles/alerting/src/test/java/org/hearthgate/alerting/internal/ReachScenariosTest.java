package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.BEN;

import org.hearthgate.api.notify.Receipt;
import org.junit.jupiter.api.Test;

/** "Nobody has received this" and "nobody has answered": alarms of their own that end by themselves and never feed themselves. */
class ReachScenariosTest extends Scenarios {
    @Test
    void a_call_that_nothing_took_for_a_minute_is_an_alarm_to_everybody() {
        house.nothingArrives().reads(50).passesSeconds(55);
        assertThat(house.states()).isEqualTo("urgent-low raised");
        house.called();
        house.passesSeconds(5);
        assertThat(house.states()).isEqualTo("urgent-low raised; nobody-received raised");
        assertThat(house.called()).isEqualTo("+1 nobody-received 0 dad+grandma+mum+neighbour");
    }

    @Test
    void it_says_whose_alarm_was_not_received() {
        house.nothingArrives().about(BEN).reads(50).passes(1);
        assertThat(house.open())
                .filteredOn(alert -> alert.rule().equals("nobody-received"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.person()).isEqualTo(BEN);
                    assertThat(alert.message())
                            .startsWith("Ben: nothing and nobody has received the alarm")
                            .contains("50 mg/dL");
                    assertThat(alert.why()).contains("urgent-low was raised at");
                });
    }

    @Test
    void it_is_over_when_anything_has_received_it() {
        house.nothingArrives().reads(50).passes(1);
        house.received(house.calls.get(0), Receipt.Outcome.SENT).told();
        assertThat(house.passesSeconds(5).told()).isEqualTo("+1 nobody-received resolved (over)");
    }

    @Test
    void a_page_that_shows_it_counts() {
        house.nothingArrives().reads(50).received(house.calls.get(0), Receipt.Outcome.SEEN);
        assertThat(house.passesSeconds(90).told()).isEqualTo("+0 urgent-low raised");
    }

    @Test
    void a_failure_and_giving_up_do_not_count() {
        house.nothingArrives().reads(50);
        house.received(house.calls.get(0), Receipt.Outcome.FAILED)
                .received(house.calls.get(0), Receipt.Outcome.GIVEN_UP);
        assertThat(house.passes(1).states()).contains("nobody-received raised");
    }

    @Test
    void each_step_must_be_received_anew() {
        house.reads(50).nothingArrives().passes(2);
        assertThat(house.passesSeconds(55).states()).isEqualTo("urgent-low escalated 1");
        assertThat(house.passesSeconds(5).states()).isEqualTo("urgent-low escalated 1; nobody-received raised");
    }

    @Test
    void climbing_a_step_does_not_restart_the_minute() {
        house.with("stepMinutes", new int[] {0, 1, 2, 3}).with("nobodyReceivedAfterSeconds", 90);
        house.nothingArrives().reads(50).passesSeconds(90);
        assertThat(house.states()).contains("nobody-received raised");
    }

    @Test
    void it_is_over_when_somebody_answers_the_alarm_itself() {
        house.nothingArrives()
                .reads(50)
                .passes(1)
                .acknowledges("urgent-low", "mum")
                .passesSeconds(30);
        assertThat(house.states()).isEqualTo("urgent-low acknowledged by mum");
    }

    @Test
    void it_never_climbs_and_never_cries_about_itself() {
        house.nothingArrives().reads(50).stays(50, 60);
        assertThat(house.calls.stream().filter(call -> call.alert().rule().equals("nobody-received")))
                .hasSize(1);
        assertThat(house.states()).isEqualTo("urgent-low escalated 3; nobody-received raised; nobody-answered raised");
    }

    @Test
    void what_is_of_low_priority_is_not_asked_about() {
        house.nothingArrives().reads(260).stays(260, 40);
        assertThat(house.states()).isEqualTo("high raised");
    }

    @Test
    void where_nothing_is_set_up_it_does_not_cry_and_health_says_so() {
        house.withoutAnyChannel().nothingArrives().reads(50).stays(50, 30);
        assertThat(house.states()).isEqualTo("urgent-low escalated 3");
    }

    @Test
    void where_nobody_delivers_nothing_climbs_either() {
        house.withoutAnybodyWhoDelivers().reads(50).stays(50, 30);
        assertThat(house.states()).isEqualTo("urgent-low raised");
        assertThat(house.whoDeliversIsBack().told()).endsWith("+30 urgent-low escalated 1");
    }

    @Test
    void nobody_answered_for_a_quarter_of_an_hour_is_an_alarm_to_everybody() {
        house.reads(50).stays(50, 10).passesSeconds(295);
        assertThat(house.states()).isEqualTo("urgent-low escalated 3");
        house.called();
        house.passesSeconds(5).reads(50);
        assertThat(house.states()).isEqualTo("urgent-low escalated 3; nobody-answered raised");
        assertThat(house.called()).contains("+15 nobody-answered 0 dad+grandma+mum+neighbour");
        assertThat(house.open().get(1).message()).startsWith("Anna: nobody has answered for 15 min. Anna");
    }

    @Test
    void nobody_answered_is_over_when_somebody_does() {
        house.reads(50).stays(50, 15).acknowledges("urgent-low", "neighbour").told();
        assertThat(house.passesSeconds(30).told()).isEqualTo("+15 nobody-answered resolved (over)");
    }

    @Test
    void a_snooze_is_an_answer_too() {
        house.reads(50).stays(50, 15).snoozes("urgent-low", 15, "mum").told();
        assertThat(house.passesSeconds(30).told()).isEqualTo("+15 nobody-answered resolved (over)");
    }

    @Test
    void to_answer_nobody_answered_is_not_to_answer_the_alarm() {
        house.reads(50).stays(50, 15).acknowledges("nobody-answered", "mum").called();
        assertThat(house.stays(50, 5).called()).isEqualTo("+20 urgent-low 3 dad+grandma+mum+neighbour");
    }

    @Test
    void the_quarter_of_an_hour_counts_from_the_call_that_nobody_answered_not_from_the_first() {
        house.reads(50).acknowledges("urgent-low", "mum").stays(50, 30).told();
        assertThat(house.stays(50, 10).told()).doesNotContain("nobody-answered");
        assertThat(house.stays(50, 5).told()).contains("+45 nobody-answered raised");
    }
}
