package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.rules.glucose.Said.word;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LowRulesTest {
    private final AlertRule urgent = new UrgentLowRule(Configured.by(UrgentLowRule.Config.class));
    private final AlertRule low = new LowRule(Configured.by(LowRule.Config.class));

    @ParameterizedTest(name = "{0} mg/dL: urgent low {1}, low {2}")
    @CsvSource({
        "40.0, Holds, Holds",
        "54.0, Holds, Holds",
        "55.0, Holds, Holds",
        "55.01, Lingers, Holds",
        "60.0, Lingers, Holds",
        "60.01, Clear, Holds",
        "69.99, Clear, Holds",
        "70.0, Clear, Lingers",
        "74.99, Clear, Lingers",
        "75.0, Clear, Clear",
        "120, Clear, Clear"
    })
    void judges_a_value_exactly_at_its_limits(double mgPerDl, String urgentVerdict, String lowVerdict) {
        Snapshot snapshot = Given.snapshot().glucose(mgPerDl).build();
        assertThat(word(urgent.evaluate(snapshot))).isEqualTo(urgentVerdict);
        assertThat(word(low.evaluate(snapshot))).isEqualTo(lowVerdict);
    }

    @Test
    void a_value_that_came_as_a_fraction_of_another_unit_is_still_judged_exactly() {
        // 0.55 kg/m3 × 100 is 55.00000000000001 in binary; it is 55 mg/dL to everybody else
        assertThat(word(urgent.evaluate(Given.snapshot().glucose(0.55 * 100).build())))
                .isEqualTo("Holds");
    }

    @Test
    void a_sensors_LOW_is_urgent_whatever_its_number() {
        var reading = Given.reading(70).bound(Bound.BELOW_RANGE).build();
        assertThat(word(urgent.evaluate(Given.snapshot().with(reading).build())))
                .isEqualTo("Holds");
    }

    @ParameterizedTest(name = "{0} s old is fresh: {1}")
    @CsvSource({"0, true", "660, true", "661, false", "-60, true", "-61, false"})
    void neither_raises_nor_holds_on_a_stale_or_future_reading(long ageSeconds, boolean fresh) {
        var reading = Given.reading(45).at(NOON.minusSeconds(ageSeconds)).build();
        Verdict verdict = urgent.evaluate(Given.snapshot().with(reading).build());
        assertThat(word(verdict)).isEqualTo(fresh ? "Holds" : "Unknown");
    }

    @ParameterizedTest
    @EnumSource(Doubt.Flag.class)
    void a_doubt_that_forbids_alarms_leaves_nothing_to_judge_by(Doubt.Flag flag) {
        var reading = Given.reading(45).at(NOON).doubted(flag).build();
        Verdict verdict = urgent.evaluate(Given.snapshot().with(reading).build());
        assertThat(word(verdict)).isEqualTo(flag.forbidsAlarm() ? "Unknown" : "Holds");
    }

    @Test
    void a_doubtful_newest_reading_does_not_hide_the_trusted_one_before_it() {
        Snapshot snapshot = Given.snapshot()
                .with(Given.reading(50).minutesBefore(NOON, 5).build())
                .with(Given.reading(150).at(NOON).doubted(Doubt.Flag.WARM_UP).build())
                .build();
        assertThat(word(urgent.evaluate(snapshot))).isEqualTo("Holds");
    }

    @Test
    void says_the_name_the_value_and_the_movement() {
        Snapshot snapshot = Given.snapshot().every5Min(75, 66, 58, 50).build();
        assertThat(urgent.evaluate(snapshot)).isInstanceOfSatisfying(Verdict.Holds.class, holds -> {
            assertThat(holds.finding().priority()).isEqualTo(Priority.HIGH);
            assertThat(holds.finding().message()).isEqualTo("Anna: urgent low, 50 mg/dL, falling");
            assertThat(holds.finding().why()).isEqualTo("50 mg/dL is at or below Anna's urgent limit of 55.");
        });
    }

    @Test
    void the_urgent_low_cannot_be_configured_away() {
        assertThatThrownBy(() ->
                        new UrgentLowRule(Configured.by(UrgentLowRule.Config.class, Map.of("atOrBelowMgPerDl", 40.0))))
                .hasMessageContaining("atOrBelowMgPerDl must be 54.0 to 70.0");
        assertThat(urgent.longestSnooze()).isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void the_reason_of_a_fraction_does_not_contradict_itself() {
        assertThat(Said.finding(low.evaluate(Given.snapshot().glucose(69.6).build()))
                        .why())
                .isEqualTo("69.6 mg/dL is below Anna's limit of 70.");
    }

    @Test
    void the_reason_of_a_sensors_LOW_is_no_number() {
        var reading = Given.reading(40).bound(Bound.BELOW_RANGE).build();
        assertThat(Said.finding(urgent.evaluate(Given.snapshot().with(reading).build()))
                        .why())
                .isEqualTo(
                        "The sensor says LOW, less than it can measure, and that is at or below Anna's urgent limit of 55.");
    }

    @ParameterizedTest(name = "{0} → {3}: {4}")
    @CsvSource({
        "54, 59, 64, 69, Lingers", // 1 a minute up: on its way back
        "58, 61, 64, 67, Holds", // 0.6 a minute
        "50, 60, 68, 67, Holds", // the last step was down again
        "40, 45, 50, 55, Lingers",
        "39, 44, 49, 54.99, Holds", // nearly urgent: whichever way it goes
        "84, 79, 74, 69, Holds"
    })
    void a_low_that_is_clearly_coming_back_does_not_call_anew(double a, double b, double c, double d, String verdict) {
        assertThat(word(low.evaluate(Given.snapshot().every5Min(a, b, c, d).build())))
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} → {3}: {4}")
    @CsvSource({"25, 35, 45, 55, Holds", "40, 45, 50, 55, Holds", "44, 48, 52, 56, Lingers"})
    void an_urgent_low_calls_whichever_way_it_goes(double a, double b, double c, double d, String verdict) {
        assertThat(word(urgent.evaluate(Given.snapshot().every5Min(a, b, c, d).build())))
                .isEqualTo(verdict);
    }

    @Test
    void what_says_less_is_covered_by_what_says_more() {
        assertThat(urgent.covers())
                .containsExactlyInAnyOrder("low", "urgent-low-soon", "predicted-low", "falling-fast");
        assertThat(low.covers()).containsExactlyInAnyOrder("predicted-low", "falling-fast");
    }
}
