package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Snoozes by class: how long, what they silence, what breaks through, and when one is extended by itself. */
class SnoozeScenariosTest extends Scenarios {
    @Test
    void an_urgent_low_is_silent_for_its_quarter_of_an_hour_and_calls_at_its_end() {
        house.reads(50).snoozes("urgent-low", 15, "dad").stays(50, 10);
        house.told();
        assertThat(house.stays(50, 5).told()).isEqualTo("+15 urgent-low raised");
    }

    @Test
    void an_urgent_low_cannot_be_snoozed_for_longer() {
        house.reads(50);
        assertThatThrownBy(() -> house.snoozes("urgent-low", 16, "dad")).hasMessageContaining("1 to 15 minutes");
        assertThat(house.states()).isEqualTo("urgent-low raised");
    }

    @Test
    void a_snooze_of_urgent_low_is_not_extended_however_fast_it_rises() {
        house.reads(30).snoozes("urgent-low", 15, "dad").goes(36, 42, 48);
        assertThat(house.told()).endsWith("+15 urgent-low raised");
    }

    @Test
    void a_snoozed_low_does_not_silence_an_urgent_low() {
        house.reads(65).snoozes("low", 120, "dad").goes(60, 55);
        assertThat(house.told()).endsWith("+10 low resolved (urgent-low)").contains("+10 urgent-low raised");
        assertThat(house.called()).endsWith("+10 urgent-low 0 mum");
    }

    @Test
    void after_the_urgent_low_the_low_is_still_snoozed() {
        house.reads(65).snoozes("low", 120, "dad").goes(54, 66);
        assertThat(house.told()).endsWith("+10 urgent-low resolved (over); +10 low snoozed");
    }

    @Test
    void a_snoozed_high_does_not_silence_a_low_two_hours_later() {
        house.reads(260).stays(260, 30).snoozes("high", 720, "mum").goes(200, 150, 100, 69);
        assertThat(house.told()).contains("+50 low raised");
    }

    @Test
    void a_snoozed_falling_fast_does_not_silence_the_low_it_falls_to() {
        house.reads(140).goes(125, 110, 92).snoozes("falling-fast", 120, "mum").goes(69);
        assertThat(house.told()).contains("+20 low raised");
    }

    @Test
    void a_new_low_within_the_snooze_is_silent_from_its_start() {
        house.reads(65).snoozes("low", 60, "dad").goes(80, 66);
        assertThat(house.told()).endsWith("+5 low resolved (over); +10 low snoozed");
    }

    @Test
    void a_new_low_after_the_snooze_calls() {
        house.reads(65).snoozes("low", 10, "dad").goes(80, 80, 66);
        assertThat(house.told()).endsWith("+15 low raised");
    }

    @Test
    void a_snoozed_silence_breaks_through_when_it_gets_worse() {
        house.reads(100).passes(16).snoozes("no-data", 720, "mum").passes(15);
        assertThat(house.told()).endsWith("+16 no-data snoozed; +30 no-data raised");
    }

    @Test
    void a_worse_episode_breaks_through_a_snooze_that_was_given_to_a_lesser_one() {
        house.reads(100).passes(16).snoozes("no-data", 720, "mum").reads(100).goes(90, 80, 72, 69);
        house.acknowledges("low", "mum");
        house.told();
        assertThat(house.passes(12).told()).endsWith("no-data raised"); // high, because the last one was below 70
    }

    @Test
    void what_was_snoozed_as_urgent_may_flap_between_its_priorities_in_silence() {
        house.reads(100).passes(31).snoozes("no-data", 720, "mum").reads(100).passes(31);
        assertThat(house.told()).endsWith("+31 no-data resolved (over); +46 no-data snoozed");
    }

    @Test
    void a_snooze_quiets_whoever_delivers() {
        house.reads(50).snoozes("urgent-low", 15, "dad");
        assertThat(house.quieted()).isEqualTo("+0 quiet urgent-low");
    }

    @Test
    void nobody_is_called_while_it_is_snoozed() {
        house.reads(50).snoozes("urgent-low", 15, "dad");
        house.called();
        assertThat(house.stays(50, 10).called()).isEqualTo("nobody");
    }

    @Test
    void a_low_that_rose_more_than_4_in_5_min_is_left_in_peace_for_ten_minutes_more() {
        house.reads(60).stays(60, 5).snoozes("low", 10, "mum").goes(64.1, 66);
        assertThat(house.told()).endsWith("+15 low snoozed");
        assertThat(house.stays(66, 5).told()).isEqualTo("nothing");
        assertThat(house.stays(66, 5).told()).isEqualTo("+25 low raised");
    }

    @Test
    void a_rise_of_exactly_4_in_5_min_and_10_in_10_is_not_clear() {
        house.reads(56).snoozes("low", 15, "mum").goes(62, 66, 66);
        assertThat(house.told()).endsWith("+15 low raised");
    }

    @Test
    void a_rise_of_more_than_10_in_10_min_is_clear_even_if_it_slows() {
        house.reads(56).snoozes("low", 15, "mum").goes(63, 66.1, 66);
        assertThat(house.told()).endsWith("+15 low snoozed");
    }

    @Test
    void a_snooze_is_extended_three_times_at_most() {
        house.reads(56).snoozes("low", 10, "mum").goes(62, 57, 63, 57.5, 64, 58, 65, 59);
        assertThat(house.told())
                .isEqualTo("+0 low raised; +0 low snoozed; +10 low snoozed; +20 low snoozed; +30 low snoozed;"
                        + " +40 low raised");
    }

    @Test
    void an_extension_never_goes_beyond_the_longest_snooze_of_its_class() {
        house.reads(60).snoozes("low", 115, "mum").stays(60, 105).goes(66, 67);
        assertThat(house.told()).endsWith("+115 low raised");
    }

    @Test
    void a_high_that_fell_more_than_1_in_5_min_is_left_in_peace() {
        house.reads(260).stays(260, 30).snoozes("high", 10, "mum").goes(258.9, 258);
        assertThat(house.told()).endsWith("+40 high snoozed");
    }

    @Test
    void a_high_that_only_stays_calls_at_the_end_of_its_snooze() {
        house.reads(260).stays(260, 30).snoozes("high", 10, "mum").goes(259, 258);
        assertThat(house.told()).endsWith("+40 high raised");
    }

    @Test
    void readings_older_than_11_minutes_extend_nothing() {
        house.reads(56).goes(62).snoozes("low", 12, "mum").passes(12);
        assertThat(house.told()).contains("low resolved (no fresh data)").doesNotContain("+17 low snoozed");
    }

    @Test
    void a_late_reading_cannot_seem_to_recover() {
        house.passes(5).reads(66).snoozes("low", 5, "mum").readsLate(50, 5).goes(66);
        assertThat(house.told()).endsWith("+10 low raised");
    }

    @Test
    void an_extended_snooze_goes_on_after_a_restart_and_counts_what_it_had() {
        house.reads(56)
                .snoozes("low", 10, "mum")
                .goes(62)
                .restart()
                .goes(57, 63)
                .restart();
        house.goes(57.5, 64).restart();
        house.told();
        assertThat(house.goes(58, 65, 59).told()).endsWith("+40 low raised");
    }
}
