package org.hearthgate.forecast.tribuo.internal.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final Channel glucose = new Channel();

    @Test
    void what_came_lies_on_the_line_between_two_readings() {
        add(0, 100, 5, 110, 28, 140, 32, 160);
        assertThat(Outcome.glucose(glucose, 0, 5)).isEqualTo(110);
        assertThat(Outcome.glucose(glucose, 1, 25)).as("at 30").isEqualTo(150);
        assertThat(Outcome.glucose(glucose, 1, 10)).as("in a gap of 23 min").isNaN();
        assertThat(Outcome.glucose(glucose, 1, 60)).as("not yet known").isNaN();
    }

    @Test
    void a_low_counts_at_the_end_of_the_time_and_not_after_it() {
        add(0, 100, 10, 90, 20, 80, 30, 69, 31, 60);
        assertThat(Outcome.low(glucose, 0, 30)).isEqualTo(1);
        assertThat(Outcome.low(glucose, 0, 29)).isEqualTo(0);
    }

    @Test
    void seventy_is_no_low() {
        add(0, 100, 10, 70, 20, 71);
        assertThat(Outcome.low(glucose, 0, 20)).isEqualTo(0);
    }

    @Test
    void a_gap_hides_whether_there_was_one_but_not_the_one_that_was_seen() {
        add(0, 100, 21, 90, 30, 90);
        assertThat(Outcome.low(glucose, 0, 30)).isNaN();
        add(25, 65);
        assertThat(Outcome.low(glucose, 0, 30)).isEqualTo(1);
    }

    @Test
    void readings_that_end_too_early_do_not_say() {
        add(0, 100, 10, 90);
        assertThat(Outcome.low(glucose, 0, 30)).isNaN();
        assertThat(Outcome.low(glucose, 0, 10)).isEqualTo(0);
        assertThat(Outcome.low(glucose, 1, 5)).isNaN();
    }

    private void add(int... minutesAndValues) {
        for (int i = 0; i < minutesAndValues.length; i += 2) {
            glucose.add(minutesAndValues[i], minutesAndValues[i + 1]);
        }
    }
}
