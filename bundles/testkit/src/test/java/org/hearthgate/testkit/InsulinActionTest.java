package org.hearthgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hearthgate.api.signal.InsulinAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsulinActionTest {
    @ParameterizedTest(name = "with a peak at {0} min: after {1} min {2} has yet to act")
    @CsvSource({
        "75, -5, 1",
        "75, 0, 1",
        "75, 30, 0.9295",
        "75, 60, 0.7793",
        "75, 120, 0.4498",
        "75, 180, 0.2082",
        "75, 240, 0.0727",
        "75, 300, 0.0139",
        "75, 360, 0",
        "75, 420, 0",
        "55, 60, 0.6807",
        "55, 120, 0.3144",
        "55, 180, 0.1147",
        "55, 240, 0.0316"
    })
    void follows_the_published_curve(double peakMinutes, double minutes, double share) {
        assertThat(new InsulinAction(360, peakMinutes).onBoard(minutes)).isCloseTo(share, within(0.0001));
    }

    @Test
    void what_acts_is_what_goes_from_the_board_and_it_acts_most_at_the_peak() {
        double acted = 0;
        double most = 0;
        int peak = 0;
        for (int minute = 0; minute < 360; minute++) {
            double activity = InsulinAction.RAPID.activityPerMinute(minute + 0.5);
            acted += activity;
            assertThat(1 - acted).isCloseTo(InsulinAction.RAPID.onBoard(minute + 1), within(1e-4));
            if (activity > most) {
                most = activity;
                peak = minute;
            }
        }
        assertThat(peak).isCloseTo(75, within(1));
        assertThat(InsulinAction.RAPID.activityPerMinute(0)).isZero();
        assertThat(InsulinAction.RAPID.activityPerMinute(360)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"360, 180", "360, 0", "360, NaN", "Infinity, 75", "NaN, 75"})
    void a_peak_that_has_no_curve_is_refused(double actionMinutes, double peakMinutes) {
        assertThatThrownBy(() -> new InsulinAction(actionMinutes, peakMinutes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the peak must be above 0");
    }
}
