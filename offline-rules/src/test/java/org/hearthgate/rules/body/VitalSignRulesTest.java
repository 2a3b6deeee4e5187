package org.hearthgate.rules.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.rules.Life;
import org.hearthgate.rules.Told;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VitalSignRulesTest {
    private final AlertRule oxygen = new OxygenLowRule(Configured.by(OxygenLowRule.Config.class));
    private final AlertRule pressure = new BloodPressureRule(Configured.by(BloodPressureRule.Config.class));
    private final AlertRule adults =
            new BloodPressureRule(Configured.by(BloodPressureRule.Config.class, Map.of("adultsOnly", true)));
    private final AlertRule weight = new WeightChangeRule(Configured.by(WeightChangeRule.Config.class));
    private final AlertRule heart =
            new HeartRateChangeRule(Configured.by(HeartRateChangeRule.Config.class, Map.of("enabled", true)));
    private final AlertRule exercise = new ExerciseRiskRule(Configured.by(ExerciseRiskRule.Config.class));

    @ParameterizedTest(name = "{0} % {1} min ago, then {2} % {3} min ago: {4}")
    @CsvSource({
        "89.9, 5, 89.9, 1, MEDIUM",
        "90, 5, 89, 1, lingers",
        "97, 5, 80, 1, lingers",
        "84.9, 5, 84, 1, HIGH",
        "85, 5, 84, 1, MEDIUM",
        "88, 12, 88, 1, lingers",
        "88, 20, 88, 16, unknown",
        "88, 5, 92, 1, clear",
        "30, 5, 88, 1, lingers"
    })
    void oxygen_calls_after_two_low_readings_in_a_row(
            double first, double firstAgo, double second, double secondAgo, String expected) {
        assertThat(Told.by(
                        oxygen,
                        Given.snapshot().knowing(Life.oxygen(firstAgo, first)).knowing(Life.oxygen(secondAgo, second))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}/{1} {2} min ago: a child {3}, an adult {4}")
    @CsvSource({
        "179, 119, 5, clear, clear",
        "180, 80, 5, MEDIUM, MEDIUM",
        "130, 120, 5, MEDIUM, MEDIUM",
        "190, 100, 61, unknown, clear",
        "89, 55, 5, clear, LOW",
        "90, 55, 5, clear, clear"
    })
    void blood_pressure_of_a_child_calls_only_at_the_limit_of_an_emergency(
            double systolic, double diastolic, double ago, String child, String adult) {
        var snapshot = Given.snapshot().knowing(Life.pressure(ago, systolic, diastolic));
        assertThat(Told.by(pressure, snapshot)).isEqualTo(child);
        assertThat(Told.by(adults, snapshot)).isEqualTo(adult);
    }

    @Test
    void an_adults_lasting_high_pressure_is_information() {
        var snapshot = Given.snapshot().knowing(Life.pressure(2000, 141, 80)).knowing(Life.pressure(1000, 130, 90));
        assertThat(Told.by(adults, snapshot)).isEqualTo("clear");
        assertThat(Told.by(adults, snapshot.knowing(Life.pressure(100, 150, 95))))
                .isEqualTo("INFORMATION");
        assertThat(Told.by(pressure, snapshot)).isEqualTo("unknown");
    }

    @ParameterizedTest(name = "{0} kg {1} h ago, now {2} kg: {3}")
    @CsvSource({
        "40, 72, 38, INFORMATION",
        "40, 72, 38.01, clear",
        "40, 72, 42, INFORMATION",
        "40, 73, 38, clear",
        "40, 11, 38, clear",
        "40, 12, 38, INFORMATION"
    })
    void two_kilograms_in_three_days_are_worth_knowing(double before, double hoursAgo, double now, String expected) {
        assertThat(Told.by(
                        weight,
                        Given.snapshot()
                                .knowing(Life.weight(hoursAgo * 60, before))
                                .knowing(Life.weight(0, now))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "from {0} to {1}, {2} steps: {3}")
    @CsvSource({"60, 90, 0, LOW", "60, 89, 0, clear", "90, 60, 0, LOW", "60, 90, 51, clear", "60, 90, -1, clear"})
    void a_heart_that_changes_at_rest(int before, int now, int steps, String expected) {
        var snapshot = Given.snapshot();
        for (int ago = 50; ago > 10; ago -= 5) {
            snapshot.knowing(Life.heart(ago, before));
        }
        for (int ago = 4; ago >= 0; ago--) {
            snapshot.knowing(Life.heart(ago, now));
        }
        if (steps >= 0) {
            snapshot.knowing(Life.steps(15, 0, steps));
        }
        assertThat(Told.by(heart, snapshot)).isEqualTo(expected);
        assertThat(Told.by(new HeartRateChangeRule(Configured.by(HeartRateChangeRule.Config.class)), snapshot))
                .as("off unless switched on")
                .isEqualTo("clear");
    }

    @ParameterizedTest(name = "{0} mg/dL, slope {1}, {2}, {3}: {4}")
    @CsvSource({
        "125, -1, heart 101, no bolus, LOW",
        "126, -1, heart 101, no bolus, clear",
        "125, -1, heart 100, no bolus, clear",
        "125, 0, heart 101, no bolus, clear",
        "125, 0, heart 101, bolus 119 min ago, LOW",
        "125, 0, heart 101, bolus 121 min ago, clear",
        "125, -1, steps 1001, no bolus, LOW",
        "125, -1, steps 1000, no bolus, clear",
        "125, -1, steps of a day, no bolus, clear"
    })
    void exercise_near_a_low_that_falls_or_with_insulin_is_hinted_at(
            double mgPerDl, double slope, String movement, String insulin, String expected) {
        var snapshot =
                Given.snapshot().every5Min(mgPerDl - 15 * slope, mgPerDl - 10 * slope, mgPerDl - 5 * slope, mgPerDl);
        if (movement.startsWith("heart")) {
            for (double ago = 9; ago >= 0; ago -= 1) {
                snapshot.knowing(Life.heart(ago, Integer.parseInt(movement.substring(6))));
            }
        } else if (movement.equals("steps of a day")) {
            snapshot.knowing(Life.steps(700, 0, 9_000));
        } else {
            snapshot.knowing(Life.steps(10, 0, Integer.parseInt(movement.substring(6))));
        }
        if (insulin.startsWith("bolus")) {
            snapshot.knowing(Life.bolus(Integer.parseInt(insulin.replaceAll("\\D", "")), 2));
        }
        assertThat(Told.by(exercise, snapshot)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} min of activity, it is {1} o''clock: {2}")
    @CsvSource({"45, 20, INFORMATION", "44, 20, clear", "45, 19, clear", "45, 22, INFORMATION", "45, 23, clear"})
    void a_long_activity_is_told_at_bedtime(int minutes, int hour, String expected) {
        // noon in UTC is that hour in a zone so far east
        var snapshot =
                Given.snapshot().livingIn("Etc/GMT-" + (hour - 12)).glucose(140).knowing(Life.activity(300, minutes));
        assertThat(Told.by(exercise, snapshot)).isEqualTo(expected);
    }
}
