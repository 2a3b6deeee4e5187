package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.rules.glucose.Said.word;
import static org.hearthgate.testkit.Given.NOON;

import java.util.Arrays;
import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighAndFallTest {
    private final AlertRule high = new HighRule(Configured.by(HighRule.Config.class));
    private final AlertRule fall = new FallingFastRule(Configured.by(FallingFastRule.Config.class));

    @ParameterizedTest(name = "{0} mg/dL is {1}")
    @CsvSource({"250.0, Lingers", "250.01, Holds", "240.01, Lingers", "240.0, Clear", "100, Clear"})
    void judges_a_high_exactly_at_its_limits(double mgPerDl, String verdict) {
        assertThat(word(high.evaluate(Given.snapshot().glucose(mgPerDl).build())))
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} → {3}: {4}")
    @CsvSource({
        "270, 265, 260, 255, Lingers", // 1 a minute down: on its way back
        "267, 263, 259, 255, Holds", // 0.8 a minute
        "270, 262, 254, 256, Holds", // the last step was up again
        "255, 260, 265, 270, Holds"
    })
    void a_high_that_is_clearly_coming_back_does_not_call_anew(double a, double b, double c, double d, String verdict) {
        assertThat(word(high.evaluate(Given.snapshot().every5Min(a, b, c, d).build())))
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "above 180 for {0} min: {1}, confirmed for {2} min more")
    @CsvSource({"115, Lingers, 30", "120, Holds, 0", "200, Holds, 0"})
    void a_home_may_hear_of_a_long_high_below_the_limit(int minutes, String verdict, long more) {
        AlertRule patient = new HighRule(Configured.by(HighRule.Config.class, Map.of("longAboveMgPerDl", 180.0)));
        double[] values = new double[minutes / 5 + 2];
        Arrays.fill(values, 181);
        values[0] = 180;
        var snapshot = Given.snapshot().every5Min(values).build();
        assertThat(word(patient.evaluate(snapshot))).isEqualTo(verdict);
        assertThat(patient.confirmFor(snapshot)).hasMinutes(more);
        assertThat(word(high.evaluate(snapshot))).isEqualTo("Clear");
    }

    @Test
    void a_hole_in_the_data_begins_a_long_high_anew() {
        AlertRule patient = new HighRule(Configured.by(HighRule.Config.class, Map.of("longAboveMgPerDl", 180.0)));
        var snapshot = Given.snapshot();
        for (int minutesAgo = 200; minutesAgo >= 0; minutesAgo -= 5) {
            if (minutesAgo < 60 || minutesAgo > 76) {
                snapshot.with(Given.reading(200).minutesBefore(NOON, minutesAgo).build());
            }
        }
        assertThat(word(patient.evaluate(snapshot.build()))).isEqualTo("Lingers");
    }

    @Test
    void a_high_has_to_last_before_it_wakes_anybody() {
        assertThat(high.confirmFor()).hasMinutes(30);
    }

    @ParameterizedTest(name = "{0} → {3}: {4}")
    @CsvSource({
        "155, 140, 125, 110, Holds", // 3 a minute, below 120
        "165, 150, 135, 120, Clear", // 3 a minute from higher up: a correction at work
        "129, 119, 109, 99, Holds", // 2 a minute, below 100
        "130, 120, 110, 100, Lingers", // 2 a minute, at 100
        "114, 109, 104, 99, Clear", // 1 a minute
        "100, 115, 130, 145, Clear" // rising
    })
    void tells_a_fall_towards_a_low_from_a_correction(double a, double b, double c, double d, String verdict) {
        assertThat(word(fall.evaluate(Given.snapshot().every5Min(a, b, c, d).build())))
                .isEqualTo(verdict);
    }

    @Test
    void one_noisy_reading_is_no_fall() {
        assertThat(word(fall.evaluate(
                        Given.snapshot().every5Min(110, 111, 110, 80).build())))
                .isNotEqualTo("Holds");
    }

    @Test
    void two_readings_are_too_few_to_call_a_fall() {
        assertThat(word(fall.evaluate(Given.snapshot().every5Min(140, 100).build())))
                .isEqualTo("Unknown");
    }

    @Test
    void two_sensors_that_disagree_are_no_fall() {
        var snapshot = Given.snapshot();
        for (int i = 3; i >= 0; i--) {
            snapshot.with(Given.reading(160)
                    .from("arm")
                    .minutesBefore(NOON, 5.0 * i + 1)
                    .build());
            snapshot.with(Given.reading(110)
                    .from("belly")
                    .minutesBefore(NOON, 5.0 * i)
                    .build());
        }
        assertThat(word(fall.evaluate(snapshot.build()))).isEqualTo("Clear");
    }

    @Test
    void refuses_a_high_below_its_own_end() {
        assertThatThrownBy(() -> new HighRule(
                        Configured.by(HighRule.Config.class, Map.of("aboveMgPerDl", 200.0, "overUpToMgPerDl", 220.0))))
                .hasMessageContaining("overUpToMgPerDl");
    }
}
