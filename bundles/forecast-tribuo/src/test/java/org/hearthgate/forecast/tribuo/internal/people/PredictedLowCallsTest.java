package org.hearthgate.forecast.tribuo.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The rule, as far as it is told anew. */
class PredictedLowCallsTest {
    private final ForetoldDay day = new ForetoldDay();

    private int[] calls(double from) {
        return new PredictedLowCalls(day.build()).from(from);
    }

    @Test
    void calls_from_its_probability_on() {
        day.chance(100, 0.59).chance(200, 0.61);
        assertThat(calls(0.6)).containsExactly(200);
    }

    @Test
    void calls_once_until_the_probability_is_clearly_less() {
        day.chance(100, 0.7, 0.5, 0.7, 0.41, 0.9, 0.39, 0.6001);
        assertThat(calls(0.6)).containsExactly(100, 106);
        assertThat(PredictedLowCalls.overBelow(0.6)).isCloseTo(0.4, within(1e-9));
        assertThat(PredictedLowCalls.overBelow(0.2)).as("never less").isEqualTo(0.05);
    }

    @Test
    void a_low_is_the_business_of_the_low_and_ends_no_call() {
        day.glucose(100, 70, 69, 68, 71).chance(100, 0.7, 0.9, 0.9, 0.9);
        assertThat(calls(0.6)).containsExactly(100);
        day.chance(100, 0.1);
        assertThat(calls(0.6)).as("low already, and then no more").containsExactly(103);
    }

    @Test
    void is_silent_while_glucose_clearly_rises() {
        day.glucose(96, 71, 76, 81, 86, 91, 96).chance(100, 0.9, 0.9);
        assertThat(calls(0.6)).isEmpty();
        day.glucose(96, 71, 75, 79, 83, 87, 91);
        assertThat(calls(0.6)).as("not clearly").containsExactly(100);
        day.glucose(96, 71, 76, 81, 86, 91, 91);
        assertThat(calls(0.6)).as("its last step does not").containsExactly(101);
    }

    @Test
    void eleven_minutes_without_a_reading_end_a_call_and_ten_do_not() {
        day.chance(100, 0.7, 0.7, 0.7, 0.7).without(101, 102);
        assertThat(calls(0.6)).containsExactly(100);
        day.without(101, 103);
        assertThat(calls(0.6)).containsExactly(100, 101);
    }

    @Test
    void without_a_forecast_nothing_is_called_and_nothing_stays_open() {
        day.chance(100, 0.7, Float.NaN, 0.7);
        assertThat(calls(0.6)).containsExactly(100, 102);
    }
}
