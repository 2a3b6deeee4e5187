package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.rules.glucose.Said.finding;
import static org.hearthgate.rules.glucose.Said.pressed;
import static org.hearthgate.rules.glucose.Said.word;
import static org.hearthgate.testkit.Given.NOON;

import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.rules.device.NoDataRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A low that looks like pressure on the sensor waits for one reading more; it is never lost, and below 55 nothing waits. */
class PressureOnTheSensorTest {
    private final AlertRule low = new LowRule(Configured.by(LowRule.Config.class));
    private final AlertRule urgent = new UrgentLowRule(Configured.by(UrgentLowRule.Config.class));

    @ParameterizedTest(name = "{0} mg/dL, probability {1}: low {2}, urgent low {3}")
    @CsvSource({
        "69, 0.81, Lingers, Clear",
        "55.01, 0.99, Lingers, Lingers",
        "55, 0.99, Lingers, Holds", // the urgent low covers it
        "54.99, 0.99, Holds, Holds",
        "40, 0.99, Holds, Holds",
        "69, 0.80, Holds, Clear",
        "69, 0.61, Holds, Clear"
    })
    void only_a_low_of_55_or_more_that_is_suspected_above_08_waits(
            double mgPerDl, double probability, String lowSays, String urgentSays) {
        var snapshot = Given.snapshot().with(pressed(mgPerDl, 0, probability)).build();
        assertThat(word(low.evaluate(snapshot))).isEqualTo(lowSays);
        assertThat(word(urgent.evaluate(snapshot))).isEqualTo(urgentSays);
    }

    @ParameterizedTest(name = "the reading before it was {0} min ago, the newest {1}: {2}")
    @CsvSource({
        "5, 0, Holds", // it has waited its one reading
        "4, 0, Holds",
        "1, 0, Lingers", // a sensor of one minute: the next minute tells nothing
        "3.9, 0, Lingers"
    })
    void waits_for_one_reading_of_a_five_minute_sensor(double first, double second, String verdict) {
        var snapshot = Given.snapshot().with(pressed(66, first, 0.9)).with(pressed(64, second, 0.9));
        assertThat(word(low.evaluate(snapshot.build()))).isEqualTo(verdict);
    }

    @Test
    void says_that_it_was_held_back() {
        var snapshot = Given.snapshot().with(pressed(66, 5, 0.9)).with(pressed(64, 0, 0.9));
        assertThat(finding(low.evaluate(snapshot.build())).message())
                .isEqualTo("Anna: low, 64 mg/dL. It was held back one reading: it looked like pressure on the sensor.");
    }

    @Test
    void calls_after_the_wait_whatever_the_next_reading_looks_like() {
        var trusted = Given.snapshot().with(pressed(66, 5, 0.9)).glucose(67);
        assertThat(word(low.evaluate(trusted.build()))).isEqualTo("Holds");
    }

    @Test
    void a_wait_that_ends_below_55_ends_at_once() {
        var snapshot = Given.snapshot().with(pressed(66, 1, 0.9)).with(pressed(54, 0, 0.9));
        assertThat(word(low.evaluate(snapshot.build()))).isEqualTo("Holds");
    }

    @Test
    void is_over_without_a_word_when_the_pressure_is_gone() {
        var snapshot = Given.snapshot().with(pressed(64, 5, 0.95)).glucose(96);
        assertThat(word(low.evaluate(snapshot.build()))).isEqualTo("Clear");
    }

    @Test
    void one_that_was_called_already_is_not_held_back_by_a_later_suspicion() {
        var snapshot = Given.snapshot()
                .with(Given.reading(69).minutesBefore(NOON, 5).build())
                .with(pressed(60, 0, 0.95));
        assertThat(word(low.evaluate(snapshot.build()))).isEqualTo("Holds");
    }

    @ParameterizedTest(name = "{0} min after the held reading: low {1}, no data {2}")
    @CsvSource({
        "0, Lingers, Clear",
        "6, Lingers, Clear",
        "6.1, Holds, Clear", // no reading came: it is not waited for any longer
        "11, Holds, Clear",
        "11.1, Unknown, Holds", // too old for a low, and the silence calls at once, as high
        "14, Unknown, Holds"
    })
    void a_stream_that_stops_during_the_wait_loses_nothing(double minutes, String lowSays, String noDataSays) {
        var snapshot = Given.snapshot().with(pressed(64, minutes, 0.95)).build();
        AlertRule noData = new NoDataRule(Configured.by(NoDataRule.Config.class));
        assertThat(word(low.evaluate(snapshot))).isEqualTo(lowSays);
        Verdict silence = noData.evaluate(snapshot);
        assertThat(word(silence)).isEqualTo(noDataSays);
        if (silence instanceof Verdict.Holds holds) {
            assertThat(holds.finding().priority()).isEqualTo(Priority.HIGH);
        }
    }

    @ParameterizedTest(name = "the fall itself, to {0} mg/dL: falling fast {1}, urgent low soon {2}")
    @CsvSource({"70, Lingers, Lingers", "55, Lingers, Lingers", "54.9, Holds, Holds"})
    void what_would_call_for_the_fall_waits_with_it(double mgPerDl, String fall, String soon) {
        var snapshot = Given.snapshot()
                .with(Given.reading(mgPerDl + 30).minutesBefore(NOON, 10).build())
                .with(Given.reading(mgPerDl + 15).minutesBefore(NOON, 5).build())
                .with(pressed(mgPerDl, 0, 0.95))
                .build();
        assertThat(word(new FallingFastRule(Configured.by(FallingFastRule.Config.class)).evaluate(snapshot)))
                .isEqualTo(fall);
        assertThat(word(Said.urgentLowSoon(Map.of()).evaluate(snapshot))).isEqualTo(soon);
    }

    @Test
    void a_home_may_have_it_without_the_wait() {
        AlertRule impatient = new LowRule(Configured.by(LowRule.Config.class, Map.of("waitWhenPressure", false)));
        assertThat(word(impatient.evaluate(
                        Given.snapshot().with(pressed(66, 0, 0.95)).build())))
                .isEqualTo("Holds");
    }
}
