package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The hub is killed in every state and goes on where it was; nothing is written at its end. */
class RestartScenariosTest extends Scenarios {
    @Test
    void idle_it_tells_nothing() {
        house.reads(100).restart();
        assertThat(house.told()).isEqualTo("nothing");
    }

    @Test
    void confirming_a_high_the_half_hour_is_not_lengthened() {
        house.reads(260).stays(260, 20).restart().stays(260, 10);
        assertThat(house.told()).isEqualTo("+30 high raised");
    }

    @Test
    void confirming_many_restarts_lengthen_nothing_either() {
        house.reads(260);
        for (int i = 0; i < 6; i++) {
            house.stays(260, 5).restart();
        }
        assertThat(house.told()).isEqualTo("+30 high raised");
    }

    @Test
    void confirming_what_was_seen_false_in_between_begins_anew() {
        house.reads(260).goes(260, 230, 260, 260).restart().goes(260, 260, 260, 260);
        assertThat(house.told()).isEqualTo("nothing");
        assertThat(house.goes(260).told()).isEqualTo("+45 high raised");
    }

    @Test
    void confirming_a_gap_while_the_hub_was_off_begins_anew() {
        house.reads(260).stays(260, 20).offFor(15).reads(260).stays(260, 25);
        assertThat(house.told()).doesNotContain("high raised");
        assertThat(house.stays(260, 5).told()).isEqualTo("+65 high raised");
    }

    @Test
    void confirming_what_arrives_late_afterwards_confirms_nothing() {
        house.reads(260).stays(260, 5).offFor(20);
        house.readsLate(260, 16).readsLate(260, 17).reads(260);
        assertThat(house.stays(260, 25).told()).doesNotContain("high raised");
    }

    @Test
    void confirming_the_hub_was_off_for_less_than_a_reading_is_fresh() {
        house.reads(260).stays(260, 20).offFor(7).reads(260).passes(3);
        assertThat(house.told()).isEqualTo("+30 high raised");
    }

    @Test
    void raised_it_calls_on_with_the_same_id_and_tells_nothing_twice() {
        house.reads(50);
        String id = house.open().get(0).id();
        house.told();
        house.restart();
        assertThat(house.told()).isEqualTo("nothing");
        assertThat(house.open()).singleElement().satisfies(alert -> assertThat(alert.id())
                .isEqualTo(id));
    }

    @Test
    void raised_whoever_delivers_is_told_again_by_the_same_call() {
        house.reads(50).restart();
        assertThat(house.calls)
                .hasSize(2)
                .extracting(call -> call.id())
                .containsOnly(house.calls.get(0).id());
    }

    @Test
    void raised_the_next_step_comes_when_it_would_have_come() {
        house.reads(50).passes(1).restart().called();
        assertThat(house.passesSeconds(55).called()).isEqualTo("nobody");
        assertThat(house.passesSeconds(5).called()).isEqualTo("+2 urgent-low 1 mum+dad");
    }

    @Test
    void escalated_to_the_next_on_duty_it_goes_on_to_everybody() {
        house.reads(50).passes(3).restart();
        assertThat(house.states()).isEqualTo("urgent-low escalated 1");
        house.called();
        assertThat(house.passes(2).called()).isEqualTo("+5 urgent-low 2 dad+grandma+mum");
    }

    @Test
    void escalated_to_everybody_it_goes_on_to_the_emergency_contact() {
        house.reads(50).stays(50, 5).passes(1).restart().called();
        assertThat(house.stays(50, 5).called()).isEqualTo("+10 urgent-low 3 dad+grandma+mum+neighbour");
    }

    @Test
    void escalated_to_the_last_step_it_goes_on_repeating() {
        house.reads(50).stays(50, 10).passes(1).restart().called();
        assertThat(house.stays(50, 5).called()).contains("+15 urgent-low 3 dad+grandma+mum+neighbour");
    }

    @Test
    void escalated_a_hub_that_was_off_past_the_next_step_takes_it_at_once() {
        house.reads(50).passes(3).offFor(5);
        assertThat(house.told()).endsWith("+8 urgent-low escalated 2");
    }

    @Test
    void escalated_after_five_deaths_nobody_answered_still_comes_on_time() {
        house.reads(50);
        for (int i = 0; i < 5; i++) {
            house.passes(3).reads(50).restart();
        }
        assertThat(house.states()).isEqualTo("urgent-low escalated 3; nobody-answered raised");
    }

    @Test
    void acknowledged_it_stays_silent_and_calls_again_by_the_time_of_the_answer() {
        house.reads(50).stays(50, 5).acknowledges("urgent-low", "mum").restart().called();
        assertThat(house.stays(50, 25).called()).isEqualTo("nobody");
        assertThat(house.states()).isEqualTo("urgent-low acknowledged by mum");
        assertThat(house.stays(50, 5).called()).isEqualTo("+35 urgent-low 0 mum");
    }

    @Test
    void snoozed_it_calls_at_the_end_of_the_snooze() {
        house.reads(50)
                .snoozes("urgent-low", 15, "dad")
                .stays(50, 5)
                .restart()
                .stays(50, 5)
                .told();
        assertThat(house.stays(50, 5).told()).isEqualTo("+15 urgent-low raised");
    }

    @Test
    void snoozed_and_off_until_after_its_end_it_calls_at_once() {
        house.reads(50).snoozes("urgent-low", 5, "dad").offFor(6);
        assertThat(house.told()).endsWith("+6 urgent-low raised");
    }

    @Test
    void snoozed_a_new_episode_is_silent_after_a_restart_too() {
        house.reads(65).snoozes("low", 60, "dad").goes(80).restart().goes(66);
        assertThat(house.told()).endsWith("+10 low snoozed");
    }

    @Test
    void snoozed_a_worse_episode_breaks_through_after_a_restart_too() {
        house.reads(100)
                .passes(16)
                .snoozes("no-data", 720, "mum")
                .reads(90)
                .restart()
                .goes(80, 72, 69);
        house.acknowledges("low", "mum").told();
        assertThat(house.passes(12).told()).endsWith("no-data raised");
    }

    @Test
    void resolved_while_it_was_off_it_is_resolved_at_the_next_reading() {
        house.reads(50).offFor(5).reads(100);
        assertThat(house.told()).endsWith("+5 urgent-low resolved (over)");
        assertThat(house.quieted()).isEqualTo("nothing"); // told() has forgotten it with the rest
    }

    @Test
    void an_alert_whose_data_has_gone_stale_while_it_was_off_does_not_go_on() {
        house.reads(50).offFor(12);
        assertThat(house.told()).endsWith("+12 urgent-low resolved (no fresh data)");
    }

    @Test
    void nobody_received_goes_on_after_a_restart() {
        house.nothingArrives().reads(50).passesSeconds(75).restart();
        assertThat(house.states()).isEqualTo("urgent-low raised; nobody-received raised");
        assertThat(house.passes(1).told()).doesNotContain("nobody-received resolved");
    }

    @Test
    void nobody_received_ends_after_a_restart_when_the_sounder_works_again() {
        house.nothingArrives().reads(50).passesSeconds(75).everythingArrives().restart();
        assertThat(house.told()).contains("nobody-received resolved (over)");
    }

    @Test
    void nobody_answered_goes_on_after_a_restart() {
        house.reads(50).stays(50, 15).passes(1).restart();
        assertThat(house.states()).isEqualTo("urgent-low escalated 3; nobody-answered raised");
    }

    @Test
    void a_clock_that_comes_back_behind_delays_no_step() {
        house.reads(50).passes(1).offAndTheClockIsWrongBy(0, -120).called();
        house.reads(50).passes(2);
        assertThat(house.calls).extracting(call -> call.alert().step()).contains(1);
    }

    @Test
    void a_clock_that_comes_back_behind_lengthens_no_snooze() {
        house.reads(50).snoozes("urgent-low", 15, "dad").told();
        house.offAndTheClockIsWrongBy(0, -120).reads(50);
        assertThat(house.told()).doesNotContain("raised");
        assertThat(house.stays(50, 15).told()).contains("urgent-low raised");
    }
}
