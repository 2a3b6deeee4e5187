package org.hearthgate.forecast.tribuo.internal.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ActionCurvesTest {
    @Test
    void a_dose_is_all_there_for_ten_minutes_and_gone_after_six_hours_and_ten() {
        assertThat(ExponentialInsulin.onBoard(0)).isEqualTo(1);
        assertThat(ExponentialInsulin.onBoard(10)).isEqualTo(1);
        assertThat(ExponentialInsulin.onBoard(370)).isEqualTo(0);
        assertThat(ExponentialInsulin.onBoard(3_700)).isEqualTo(0);
    }

    @Test
    void what_acts_is_what_goes_from_the_board_and_it_acts_most_at_the_peak() {
        double acted = 0;
        double most = 0;
        int peak = 0;
        for (int minute = 0; minute < 370; minute++) {
            double activity = ExponentialInsulin.activity(minute + 0.5);
            acted += activity;
            assertThat(1 - acted).isCloseTo(ExponentialInsulin.onBoard(minute + 1), within(1e-4));
            if (activity > most) {
                most = activity;
                peak = minute;
            }
        }
        assertThat(peak).isCloseTo(85, within(1));
    }

    @Test
    void half_a_meal_is_absorbed_after_half_its_time() {
        assertThat(CarbohydrateAbsorption.onBoard(10)).isEqualTo(1);
        assertThat(CarbohydrateAbsorption.onBoard(100)).isEqualTo(0.5);
        assertThat(CarbohydrateAbsorption.onBoard(190)).isEqualTo(0);
    }
}
