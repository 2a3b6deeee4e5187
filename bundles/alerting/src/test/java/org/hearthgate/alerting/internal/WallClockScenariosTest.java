package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock is stepped, or put forward or back for the summer, while somebody is being called. */
class WallClockScenariosTest extends Scenarios {
    /** Half an hour before the clocks of Berlin are put forward from 02:00 to 03:00. */
    private static final Instant SPRING = Instant.parse("2026-03-29T00:30:00Z");
    /** Half an hour before they are put back from 03:00 to 02:00. */
    private static final Instant AUTUMN = Instant.parse("2026-10-25T00:30:00Z");

    @ParameterizedTest(name = "a step of {0} min neither hastens nor delays the ladder")
    @ValueSource(ints = {120, -120, 3, -3})
    void a_step_within_a_ladder(int minutes) {
        house.reads(50).passes(1).clockStepsBy(minutes);
        assertThat(house.states()).isEqualTo("urgent-low raised");
        house.called();
        house.passesSeconds(55);
        assertThat(house.called()).isEqualTo("nobody");
        house.passesSeconds(5);
        assertThat(house.states()).isEqualTo("urgent-low escalated 1");
    }

    @ParameterizedTest(name = "a step of {0} min moves the end of no snooze")
    @ValueSource(ints = {120, -120})
    void a_step_within_a_snooze(int minutes) {
        house.reads(50)
                .snoozes("urgent-low", 15, "dad")
                .stays(50, 5)
                .clockStepsBy(minutes)
                .stays(50, 5);
        assertThat(house.told()).doesNotContain("+10 urgent-low raised");
        assertThat(house.stays(50, 5).told()).isEqualTo("+15 urgent-low raised");
    }

    @ParameterizedTest(name = "a step of {0} min hastens nobody-answered by nothing")
    @ValueSource(ints = {120, -120})
    void a_step_before_nobody_answered(int minutes) {
        house.reads(50).stays(50, 10).clockStepsBy(minutes);
        assertThat(house.states()).isEqualTo("urgent-low escalated 3");
        house.reads(50).stays(50, 5);
        assertThat(house.states()).isEqualTo("urgent-low escalated 3; nobody-answered raised");
    }

    @ParameterizedTest(name = "a step of {0} min hastens nobody-received by nothing")
    @ValueSource(ints = {120, -120})
    void a_step_before_nobody_received(int minutes) {
        house.nothingArrives().reads(50).passesSeconds(30).clockStepsBy(minutes).passesSeconds(25);
        assertThat(house.states()).isEqualTo("urgent-low raised");
        assertThat(house.passesSeconds(5).states()).contains("nobody-received raised");
    }

    @ParameterizedTest(name = "a step of {0} min confirms no high")
    @ValueSource(ints = {120, -120})
    void a_step_while_confirming(int minutes) {
        house.reads(300).stays(300, 10).clockStepsBy(minutes).stays(300, 15);
        assertThat(house.told()).isEqualTo("nothing");
        assertThat(house.stays(300, 5).told()).isEqualTo("+30 high raised");
    }

    @Test
    void the_spring_night_makes_no_step_shorter() {
        in(new AlarmHouse(SPRING, "Anna")).passes(29).reads(50).stays(50, 10);
        assertThat(house.told())
                .isEqualTo("+29 urgent-low raised; +31 urgent-low escalated 1; +34 urgent-low escalated 2;"
                        + " +39 urgent-low escalated 3");
    }

    @Test
    void the_autumn_night_makes_no_step_longer() {
        in(new AlarmHouse(AUTUMN, "Anna")).passes(29).reads(50).stays(50, 10);
        assertThat(house.told())
                .isEqualTo("+29 urgent-low raised; +31 urgent-low escalated 1; +34 urgent-low escalated 2;"
                        + " +39 urgent-low escalated 3");
    }

    @Test
    void the_spring_night_makes_no_snooze_shorter() {
        in(new AlarmHouse(SPRING, "Anna"))
                .passes(25)
                .reads(65)
                .snoozes("low", 60, "mum")
                .stays(65, 55);
        assertThat(house.told()).endsWith("+25 low snoozed");
        assertThat(house.stays(65, 5).told()).isEqualTo("+85 low raised");
    }

    @Test
    void the_autumn_night_makes_no_snooze_longer() {
        in(new AlarmHouse(AUTUMN, "Anna"))
                .passes(25)
                .reads(65)
                .snoozes("low", 60, "mum")
                .stays(65, 55);
        assertThat(house.told()).endsWith("+25 low snoozed");
        assertThat(house.stays(65, 5).told()).isEqualTo("+85 low raised");
    }

    @Test
    void quiet_hours_that_begin_in_the_hour_that_is_left_out_begin_after_it() {
        in(new AlarmHouse(SPRING, "Anna"))
                .quietHours("02:30", "06:00")
                .passes(1)
                .reads(300)
                .stays(300, 30);
        assertThat(house.called()).startsWith("("); // raised at 03:01 on the wall
    }

    @Test
    void a_quiet_quarter_of_the_hour_that_comes_twice_is_quiet_twice() {
        in(new AlarmHouse(AUTUMN, "Anna"))
                .quietHours("22:00", "02:15")
                .reads(300)
                .stays(300, 45);
        // raised at 02:00 on the wall for the second time, and loud from 02:15 on
        assertThat(house.calls).extracting(call -> call.silent()).containsExactly(true, false);
    }
}
