package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.rules.glucose.LowRulesTest.word;
import static org.hearthgate.testkit.Given.NOON;

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

    @Test
    void a_high_has_to_last_before_it_wakes_anybody() {
        assertThat(high.confirmFor()).hasMinutes(30);
    }

    @ParameterizedTest(name = "{0} → {3}: {4}")
    @CsvSource({
        "155, 140, 125, 110, Holds", // 3 a minute, below 150
        "215, 200, 185, 170, Clear", // 3 a minute from a high: a correction at work
        "145, 135, 125, 115, Holds", // 2 a minute, below 120
        "155, 145, 135, 125, Lingers", // 2 a minute, above 120
        "123, 118, 113, 108, Clear", // 1 a minute
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
