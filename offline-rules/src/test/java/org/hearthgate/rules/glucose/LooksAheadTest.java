package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.rules.glucose.Said.finding;
import static org.hearthgate.rules.glucose.Said.forecast;
import static org.hearthgate.rules.glucose.Said.word;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two rules about what has not happened yet. */
class LooksAheadTest {
    private final AlertRule soon = Said.urgentLowSoon(Map.of());
    private final AlertRule predicted = Said.predictedLow(Map.of());

    @ParameterizedTest(name = "{0} → {3}: {4}")
    @CsvSource({
        "110, 100, 90, 80, Holds", // 2 a minute: 25 more as it fades, 55
        "111, 101, 91, 81, Lingers", // the same a point higher: 56
        "123, 113, 103, 93, Clear", // 68
        "125, 110, 95, 80, Holds", // 3 a minute
        "150, 135, 120, 105, Clear", // 3 a minute from higher up: 67
        "82, 76, 70, 64, Holds", // 1.2 a minute: 49
        "85, 80, 75, 70, Lingers", // 1 a minute: 57
        "100, 90, 80, 80, Clear", // the fall has just ended
        "80, 80, 80, 72, Clear", // one noisy reading
        "80, 85, 90, 95, Clear"
    })
    void carries_a_fall_on_as_it_fades(double a, double b, double c, double d, String verdict) {
        assertThat(word(soon.evaluate(Given.snapshot().every5Min(a, b, c, d).build())))
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "a forecast of {0}, {1}, {2}, {3}, {4}: {5}")
    @CsvSource({
        "95, 85, 70, 55, 50, Holds", // 55 after 20 minutes
        "95, 85, 70, 55.01, 50, Lingers", // 50 after 25 is beyond the look ahead
        "95, 85, 70, 67, 50, Lingers",
        "95, 85, 75, 68, 50, Clear",
        "55, 90, 95, 100, 100, Holds" // any point of the path
    })
    void goes_by_the_forecast_where_there_is_one(double a, double b, double c, double d, double e, String verdict) {
        var snapshot = Given.snapshot().every5Min(100, 100, 100, 100).with(forecast(0.5, a, b, c, d, e));
        assertThat(word(soon.evaluate(snapshot.build()))).isEqualTo(verdict);
    }

    @Test
    void names_the_forecast_when_it_is_what_says_so() {
        var snapshot = Given.snapshot().every5Min(100, 100, 100, 100).with(forecast(0.9, 95, 80, 65, 52));
        assertThat(finding(soon.evaluate(snapshot.build())).why())
                .isEqualTo(
                        "By the forecast, Anna's urgent limit of 55 is reached in about 20 minutes; that is told from "
                                + "20 minutes before.");
    }

    @ParameterizedTest(name = "falling 2 a minute to 80, forecast {0} ± 20: {1}")
    @CsvSource({
        "90, Clear", // even its lower edge of 70 is no urgent low
        "88, Clear",
        "86, Lingers",
        "76, Lingers",
        "75, Holds", // its lower edge is 55
        "55, Holds"
    })
    void a_fall_counts_beside_a_careful_forecast_unless_that_calls_it_impossible(double ahead, String verdict) {
        var snapshot = Given.snapshot().every5Min(110, 100, 90, 80).with(forecast(0.5, ahead, ahead, ahead, ahead));
        assertThat(word(soon.evaluate(snapshot.build()))).isEqualTo(verdict);
    }

    @Test
    void a_forecast_that_has_not_seen_the_last_readings_does_not_hide_the_fall() {
        var snapshot = Given.snapshot()
                .every5Min(110, 100, 90, 80)
                .with(forecast(NOON.minus(Duration.ofMinutes(10)), 0.01, 120, 120, 120, 120, 120, 120));
        assertThat(word(soon.evaluate(snapshot.build()))).isEqualTo("Holds");
    }

    @Test
    void a_forecast_that_begins_beyond_the_next_ten_minutes_does_not_hide_the_fall() {
        var snapshot = Given.snapshot().every5Min(110, 100, 90, 80).with(forecast(0.01));
        assertThat(word(soon.evaluate(snapshot.build()))).isEqualTo("Holds");
    }

    @Test
    void says_how_long_there_is_left_and_that_is_no_promise() {
        var said = finding(
                soon.evaluate(Given.snapshot().every5Min(125, 110, 95, 80).build()));
        assertThat(said.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(said.message())
                .isEqualTo("Anna: urgent low soon, 80 mg/dL, falling fast. It may reach 55 in about 11 min.");
        assertThat(said.why())
                .isEqualTo("By the fall itself, which is taken to fade, Anna's urgent limit of 55 is reached in about "
                        + "11 minutes; that is told from 20 minutes before.");
    }

    @ParameterizedTest(name = "{0} mg/dL {1} min ago, alone: {2}")
    @CsvSource({"80, 0, Unknown", "50, 0, Unknown", "80, 12, Unknown"})
    void without_a_trend_and_without_a_forecast_it_knows_nothing(double mgPerDl, double minutesAgo, String verdict) {
        var snapshot = Given.snapshot()
                .with(Given.reading(mgPerDl).minutesBefore(NOON, minutesAgo).build());
        assertThat(word(soon.evaluate(snapshot.build()))).isEqualTo(verdict);
    }

    @Test
    void a_stale_fall_is_no_fall() {
        var snapshot = Given.snapshot();
        for (int i = 0; i < 4; i++) {
            snapshot.with(
                    Given.reading(125 - 15 * i).minutesBefore(NOON, 27 - 5 * i).build());
        }
        assertThat(word(soon.evaluate(snapshot.build()))).isEqualTo("Unknown");
    }

    @Test
    void readings_of_a_warm_up_make_no_fall() {
        var snapshot = Given.snapshot();
        for (int i = 0; i < 4; i++) {
            snapshot.with(Given.reading(125 - 15 * i)
                    .minutesBefore(NOON, 15 - 5 * i)
                    .doubted(Doubt.Flag.WARM_UP)
                    .build());
        }
        assertThat(word(soon.evaluate(snapshot.build()))).isEqualTo("Unknown");
    }

    @Test
    void can_be_off_and_then_ends_what_was_open() {
        AlertRule off = Said.urgentLowSoon(Map.of("on", false));
        assertThat(word(off.evaluate(
                        Given.snapshot().every5Min(125, 110, 95, 80).build())))
                .isEqualTo("Clear");
    }

    @Test
    void covers_what_says_less_and_cannot_be_silenced_for_longer_than_an_urgent_low() {
        assertThat(soon.covers()).containsExactlyInAnyOrder("low", "predicted-low", "falling-fast");
        assertThat(soon.longestSnooze()).hasMinutes(15);
    }

    @ParameterizedTest(name = "probability {0} at {1} mg/dL: {2}")
    @CsvSource({
        "0.37, 100, Clear",
        "0.38, 100, Lingers",
        "0.57, 100, Lingers",
        "0.58, 100, Holds",
        "0.99, 100, Holds",
        "0.58, 70, Holds",
        "0.99, 69.99, Lingers" // the low's own business
    })
    void calls_for_a_low_from_its_probability_on(double probability, double mgPerDl, String verdict) {
        var snapshot = Given.snapshot().glucose(mgPerDl).with(forecast(probability, 90));
        assertThat(word(predicted.evaluate(snapshot.build()))).isEqualTo(verdict);
    }

    @Test
    void does_not_call_for_a_low_while_it_is_rising_already() {
        var snapshot = Given.snapshot().every5Min(72, 77, 82, 87).with(forecast(0.8, 80));
        assertThat(word(predicted.evaluate(snapshot.build()))).isEqualTo("Lingers");
    }

    @Test
    void without_a_forecast_a_low_is_not_predicted() {
        assertThat(word(predicted.evaluate(
                        Given.snapshot().every5Min(110, 100, 90, 80).build())))
                .isEqualTo("Unknown");
    }

    @Test
    void a_forecast_older_than_the_reading_before_predicts_nothing() {
        var old = forecast(NOON.minus(Duration.ofMinutes(7)), 0.9, 60);
        assertThat(word(predicted.evaluate(
                        Given.snapshot().glucose(90).with(old).build())))
                .isEqualTo("Unknown");
    }

    @Test
    void says_a_probability_in_words_and_the_figures_when_asked_why() {
        var said = finding(predicted.evaluate(
                Given.snapshot().glucose(92).with(forecast(0.72, 80)).build()));
        assertThat(said.message())
                .isEqualTo("Anna: low expected, 92 mg/dL. 7 in 10 such times it is below 70 within half an hour.");
        assertThat(said.why())
                .isEqualTo(
                        "The forecast gives 72 % for a value below 70 mg/dL within 30 minutes; it is told from 58 %.");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"atOrBelowMgPerDl, 53.9", "atOrBelowMgPerDl, 70.1", "overByMgPerDl, 2.9"})
    void refuses_an_unsafe_limit_by_its_name(String key, double value) {
        assertThatThrownBy(() -> Said.urgentLowSoon(Map.of(key, value)))
                .hasMessageStartingWith("org.hearthgate.rule.urgent-low-soon: " + key + " must be");
    }

    @Test
    void a_forecast_is_not_asked_about_a_sensor_that_says_LOW() {
        var snapshot = Given.snapshot()
                .with(Given.reading(40).bound(Bound.BELOW_RANGE).build())
                .with(forecast(0.1, 90, 90, 90, 90));
        assertThat(word(soon.evaluate(snapshot.build()))).isEqualTo("Unknown");
    }
}
