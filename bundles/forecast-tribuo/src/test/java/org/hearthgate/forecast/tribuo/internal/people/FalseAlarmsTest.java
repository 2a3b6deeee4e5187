package org.hearthgate.forecast.tribuo.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalseAlarmsTest {
    private static final double DAYS = 300.0 / 288;

    /** Low from 08:20 on, for 50 min. */
    private final ForetoldDay day = new ForetoldDay().glucose(100, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65);

    private CallTally from(int percent) {
        return alarms(day).from(percent);
    }

    private static FalseAlarms alarms(ForetoldDay... days) {
        var alarms = new FalseAlarms();
        for (ForetoldDay day : days) {
            alarms.take(day.build());
        }
        return alarms;
    }

    @Test
    void a_call_before_a_low_is_right_and_one_before_none_is_false() {
        day.chance(95, 0.5).chance(200, 0.4);
        assertThat(from(39).shareRight()).isEqualTo(0.5);
        assertThat(from(39).wrongAWeek()).isCloseTo(7 / DAYS, within(1e-9));
        assertThat(from(39).callsADay()).isCloseTo(2 / DAYS, within(1e-9));
        assertThat(from(45).shareRight()).isEqualTo(1);
        assertThat(from(45).wrongAWeek()).isZero();
    }

    @ParameterizedTest(name = "called {0} min before: right {1}, false {2}, no low within 45 min {3}")
    @CsvSource({"30, 1, 0, 0", "35, 0, 1, 0", "45, 0, 1, 0", "50, 0, 1, 1"})
    void half_an_hour_is_given_and_no_more(int before, int right, int wrong, int wrongLonger) {
        day.chance(100 - before / 5, 0.5);
        CallTally tally = from(45);
        assertThat(tally.right()).isEqualTo(right);
        assertThat(tally.wrong()).isEqualTo(wrong);
        assertThat(tally.wrongLonger()).isEqualTo(wrongLonger);
    }

    @Test
    void where_a_gap_hides_what_came_a_call_is_neither() {
        day.chance(200, 0.5).without(202, 207);
        assertThat(from(45).calls()).isEqualTo(1);
        assertThat(from(45).right() + from(45).wrong()).isZero();
        assertThat(from(45).shareRight()).isZero();
    }

    @Test
    void so_too_at_the_end_of_the_days() {
        day.chance(297, 0.5);
        assertThat(from(45).calls()).isEqualTo(1);
        assertThat(from(45).wrong()).isZero();
    }

    @ParameterizedTest(name = "called at {0} min of the day: {1}")
    @CsvSource({"1320, 1", "1315, 0", "415, 1", "420, 0", "0, 1"})
    void night_is_from_22_to_7(int minute, int atNight) {
        day.chance(minute / 5, 0.5);
        assertThat(from(45).wrong()).isEqualTo(1);
        assertThat(from(45).wrongAtNight()).isEqualTo(atNight);
    }

    @ParameterizedTest(name = "called {0} min before: {1}, {2}")
    @CsvSource({"5, 0, 0", "10, 1, 0", "15, 1, 0", "20, 1, 1", "60, 1, 1", "65, 0, 0"})
    void a_low_is_warned_of_by_a_call_of_the_last_hour(int before, int in10, int in20) {
        day.chance(100 - before / 5, 0.5);
        assertThat(from(45).lows()).isEqualTo(1);
        assertThat(from(45).warned10()).isEqualTo(in10);
        assertThat(from(45).warned20()).isEqualTo(in20);
    }

    @Test
    void a_low_is_new_after_a_quarter_of_an_hour_at_70_and_the_call_of_the_one_before_does_not_warn_of_it() {
        day.chance(96, 0.5).glucose(110, 70, 70, 69).glucose(113, 70, 70, 70, 69);
        assertThat(from(45).lows()).as("after 10 min, none; after 15, one").isEqualTo(2);
        assertThat(from(45).warned10()).isEqualTo(1);
    }

    @Test
    void the_first_reading_after_a_gap_begins_no_low_that_could_have_been_foretold() {
        day.without(94, 100);
        assertThat(from(45).lows()).isZero();
        assertThat(from(45).shareWarned10()).isZero();
    }

    @Test
    void people_are_added_up_and_the_one_in_the_middle_is_told_beside() {
        day.chance(200, 0.5).chance(220, 0.5);
        FalseAlarms alarms = alarms(day, new ForetoldDay(), new ForetoldDay(), new ForetoldDay().without(0, 299));
        assertThat(alarms.people()).isEqualTo(4);
        assertThat(alarms.from(45).wrongAWeek()).isCloseTo(14 / (3 * DAYS), within(1e-9));
        assertThat(alarms.wrongAWeekOfTheMiddle(45))
                .as("of the three with days")
                .isZero();
        assertThat(alarms(day).wrongAWeekOfTheMiddle(45)).isCloseTo(14 / DAYS, within(1e-9));
    }

    @Test
    void the_most_sensitive_within_the_budget_is_found() {
        day.chance(200, 0.405).chance(220, 0.305);
        assertThat(alarms(day).within(7)).hasValue(31);
        assertThat(alarms(day).within(0)).hasValue(41);
        assertThat(alarms(day).within(50)).hasValue(15);
        day.chance(240, 0.99);
        assertThat(alarms(day).within(0)).isEmpty();
    }
}
