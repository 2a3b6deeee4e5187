package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.time.Instant;
import java.util.Map;
import org.hearthgate.alerting.internal.duty.RosterOf;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.PersonId;
import org.junit.jupiter.api.Test;

/** Who is called when nobody answers, and what ends it. */
class LadderScenariosTest extends Scenarios {
    private static final String FIRST_TEN_MINUTES = "+0 urgent-low 0 mum; +2 urgent-low 1 mum+dad;"
            + " +5 urgent-low 2 dad+grandma+mum; +10 urgent-low 3 dad+grandma+mum+neighbour";

    @Test
    void at_0_2_5_and_10_minutes_more_people_are_called() {
        house.reads(50).stays(50, 10);
        assertThat(house.called()).isEqualTo(FIRST_TEN_MINUTES);
        assertThat(house.told())
                .isEqualTo(
                        "+0 urgent-low raised; +2 urgent-low escalated 1; +5 urgent-low escalated 2; +10 urgent-low escalated 3");
    }

    @Test
    void the_last_step_is_repeated_until_somebody_answers() {
        house.reads(50).stays(50, 10).called();
        house.stays(50, 10);
        assertThat(house.called())
                .contains("+15 urgent-low 3 dad+grandma+mum+neighbour")
                .contains("+20 urgent-low 3 dad+grandma+mum+neighbour");
        house.acknowledges("urgent-low", "mum").called();
        assertThat(house.stays(50, 15).called()).isEqualTo("nobody");
    }

    @Test
    void every_step_says_name_value_trend_age_and_severity() {
        house.reads(80).goes(72, 64, 53).stays(52, 15);
        assertThat(house.calls)
                .filteredOn(call -> call.alert().rule().equals("urgent-low"))
                .hasSizeGreaterThan(4)
                .allSatisfy(AlarmHouseCalls::saysAll);
    }

    /** What each message needs. */
    private static final class AlarmHouseCalls {
        static void saysAll(Call call) {
            assertThat(call.personName()).isEqualTo("Anna");
            assertThat(call.alert().message()).startsWith("Anna").contains("mg/dL");
            assertThat(call.alert().value()).isPresent();
            assertThat(call.alert().measuredAt()).isPresent();
            assertThat(call.alert().priority()).isEqualTo(Priority.HIGH);
            assertThat(call.trend()).isPresent();
            assertThat(call.everybodyNear()).isTrue();
            assertThat(call.test()).isFalse();
        }
    }

    @Test
    void an_answer_ends_the_calling_at_once() {
        house.reads(50).passes(2).acknowledges("urgent-low", "dad");
        assertThat(house.quieted()).isEqualTo("+2 quiet urgent-low");
        house.called();
        assertThat(house.stays(50, 20).called()).isEqualTo("nobody");
    }

    @Test
    void an_alert_that_is_over_ends_the_calling_at_once() {
        house.reads(50).goes(100);
        assertThat(house.quieted()).isEqualTo("+5 quiet urgent-low");
        house.called();
        assertThat(house.stays(100, 20).called()).isEqualTo("nobody");
    }

    @Test
    void still_low_half_an_hour_after_the_answer_the_ladder_begins_anew() {
        house.reads(50).acknowledges("urgent-low", "mum").stays(50, 30);
        house.called();
        assertThat(house.passes(2).called()).isEqualTo("+32 urgent-low 1 mum+dad");
    }

    @Test
    void at_the_end_of_a_snooze_the_ladder_begins_anew() {
        house.reads(50).stays(50, 5).snoozes("urgent-low", 10, "mum").called();
        house.stays(50, 10).passes(2);
        assertThat(house.called()).isEqualTo("+15 urgent-low 0 mum; +17 urgent-low 1 mum+dad");
    }

    @Test
    void what_is_of_low_priority_calls_once() {
        house.reads(260).stays(260, 30).called();
        assertThat(house.stays(260, 60).called()).isEqualTo("nobody");
    }

    @Test
    void low_priority_climbs_where_the_family_wants_it() {
        house.with("priorities", new String[] {"high", "medium", "low"});
        house.reads(260).stays(260, 30).passes(2);
        assertThat(house.called()).isEqualTo("+30 high 0 mum; +32 high 1 mum+dad");
    }

    @Test
    void other_steps_are_taken_at_their_own_times() {
        house.with("stepMinutes", new int[] {0, 1, 3}).reads(50).passes(3);
        assertThat(house.called())
                .isEqualTo("+0 urgent-low 0 mum; +1 urgent-low 1 mum+dad; +3 urgent-low 2 dad+grandma+mum+neighbour");
    }

    @Test
    void a_single_step_calls_everybody_at_once() {
        house.with("stepMinutes", new int[] {0}).reads(50);
        assertThat(house.called()).isEqualTo("+0 urgent-low 0 dad+grandma+mum+neighbour");
    }

    @Test
    void in_quiet_hours_a_high_makes_no_noise_until_they_are_over() {
        house.quietHours("21:00", "00:00"); // it is 23:00
        house.reads(260).stays(260, 30);
        assertThat(house.called()).isEqualTo("(+30 high 0 mum)");
        assertThat(house.stays(260, 30).called()).isEqualTo("+30 high 0 mum");
        assertThat(house.stays(260, 30).called()).isEqualTo("nobody");
    }

    @Test
    void in_quiet_hours_a_high_that_was_answered_stays_quiet_afterwards() {
        house.quietHours("21:00", "00:00");
        house.reads(260).stays(260, 30).acknowledges("high", "mum").called();
        assertThat(house.stays(260, 40).called()).isEqualTo("nobody");
    }

    @Test
    void in_quiet_hours_a_low_and_an_urgent_low_are_as_loud_as_ever() {
        house.quietHours("21:00", "07:00").reads(65).goes(50);
        assertThat(house.called())
                .isEqualTo("+0 low 0 mum; +2 low 1 mum+dad; +5 low 2 dad+grandma+mum; +5 urgent-low 0 mum");
    }

    @Test
    void a_silence_that_becomes_urgent_in_quiet_hours_makes_noise() {
        house.quietHours("21:00", "07:00").reads(100).passes(16);
        assertThat(house.called()).isEqualTo("(+15 no-data 0 mum)");
        assertThat(house.passes(15).called()).startsWith("+30 no-data 0 mum");
    }

    @Test
    void worse_in_the_middle_of_the_ladder_leaves_nobody_out_who_was_called() {
        house.with("priorities", new String[] {"high", "medium", "low"})
                .reads(100)
                .passes(28);
        house.called();
        assertThat(house.passes(2).told()).contains("+30 no-data escalated 3");
        assertThat(house.called()).contains("no-data 3 dad+grandma+mum+neighbour");
    }

    @Test
    void without_a_timetable_whoever_is_near_is_called() {
        house.duty = null;
        house.restart().reads(50);
        assertThat(house.calls).singleElement().satisfies(call -> {
            assertThat(call.carers()).isEmpty();
            assertThat(call.everybodyNear()).isTrue();
        });
    }

    @Test
    void a_timetable_that_fails_costs_no_call() {
        house.duty = new Duty() {
            @Override
            public java.util.List<org.hearthgate.api.notify.Carer> carers() {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public Now at(PersonId person, Instant instant) {
                throw new IllegalStateException("broken on purpose");
            }
        };
        house.restart().reads(50).stays(50, 10);
        assertThat(house.called()).isEqualTo("+0 urgent-low 0 ; +2 urgent-low 1 ; +5 urgent-low 2 ; +10 urgent-low 3 ");
    }

    @Test
    void wrong_settings_cost_their_defaults_and_no_call() {
        house.engine().escalation = null;
        house.reads(50).stays(50, 10);
        assertThat(house.called()).isEqualTo(FIRST_TEN_MINUTES);
    }

    @Test
    void whoever_throws_when_called_silences_no_other() {
        house.engine().addCallListener(new org.hearthgate.api.notify.CallListener() {
            @Override
            public void call(Call call) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void quiet(org.hearthgate.api.alert.Alert alert) {
                throw new NoClassDefFoundError("of a bundle that is being replaced");
            }
        });
        house.reads(50).acknowledges("urgent-low", "mum").reads(100);
        assertThat(house.called()).isEqualTo("+0 urgent-low 0 mum");
    }

    @Test
    void a_shift_that_ends_between_two_steps_hands_over_to_the_next() {
        var household = house.household;
        house.duty = new RosterOf(household)
                .carer("mum", false, "anna")
                .carer("dad", false, "anna")
                .carer("nurse", false, "anna")
                .shift(Map.of("carers", new String[] {"mum"}, "from", "07:00", "to", "23:01"))
                .shift(Map.of(
                        "carers", new String[] {"nurse"}, "next", new String[] {"dad"}, "from", "23:01", "to", "07:00"))
                .roster();
        house.restart().reads(50).passes(2);
        assertThat(house.called()).isEqualTo("+0 urgent-low 0 mum; +2 urgent-low 1 nurse+dad");
    }

    @Test
    void two_people_have_two_ladders_and_each_its_own_name() {
        house.about(ANNA).reads(50).passes(1).about(BEN).reads(48).passes(2);
        assertThat(house.calls)
                .extracting(call -> call.personName() + " " + call.alert().step())
                .containsExactly("Anna 0", "Ben 0", "Anna 1", "Ben 1");
        assertThat(house.calls)
                .allSatisfy(call -> assertThat(call.alert().message()).startsWith(call.personName()));
    }

    @Test
    void the_answer_for_one_person_ends_no_call_for_the_other() {
        house.about(ANNA).reads(50).about(BEN).reads(48);
        house.about(ANNA).acknowledges("urgent-low", "mum").called();
        assertThat(house.passes(2).called()).isEqualTo("+2 urgent-low 1 mum+dad");
        assertThat(house.open()).extracting(alert -> alert.person().value()).containsExactlyInAnyOrder("anna", "ben");
    }

    @Test
    void whoever_cares_for_one_child_is_never_called_for_the_other() {
        house.about(BEN).reads(48).passes(10);
        assertThat(house.called()).contains("urgent-low 3 dad+mum+neighbour").doesNotContain("grandma");
    }

    @Test
    void nothing_is_called_twice_by_one_change() {
        house.reads(50).stays(50, 10);
        assertThat(house.calls).extracting(Call::id).doesNotHaveDuplicates();
    }
}
