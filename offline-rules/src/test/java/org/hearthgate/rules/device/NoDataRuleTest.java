package org.hearthgate.rules.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoDataRuleTest {
    private final AlertRule rule = new NoDataRule(Configured.by(NoDataRule.Config.class));

    @ParameterizedTest(name = "{0} s of silence after {1} mg/dL: {2}")
    @CsvSource({
        "900, 120, none",
        "901, 120, LOW",
        "1799, 120, LOW",
        "1800, 120, MEDIUM",
        "660, 65, none",
        "661, 65, HIGH",
        "1800, 65, HIGH"
    })
    void silence_calls_sooner_and_louder_after_a_low(long seconds, double lastMgPerDl, String priority) {
        Snapshot snapshot = Given.snapshot()
                .with(Given.reading(lastMgPerDl).at(NOON.minusSeconds(seconds)).build())
                .build();
        assertThat(finding(snapshot).map(found -> found.priority().name()).orElse("none"))
                .isEqualTo(priority);
    }

    @ParameterizedTest(name = "{0} min after {1} mg/dL from a sensor with values every {2} min: {3}")
    @CsvSource({
        "31, 120, 15, none",
        "32, 120, 15, LOW",
        "45, 120, 15, LOW",
        "46, 120, 15, MEDIUM",
        "17, 65, 15, none",
        "18, 65, 15, HIGH",
        "16, 120, 12, none",
        "16, 120, 11, LOW",
        "12, 65, 5, HIGH"
    })
    void a_sensor_that_is_read_every_quarter_of_an_hour_is_given_until_its_next_value_but_one(
            long minutes, double lastMgPerDl, long every, String priority) {
        assertThat(finding(spoke(minutes, lastMgPerDl, every, 7))
                        .map(found -> found.priority().name())
                        .orElse("none"))
                .isEqualTo(priority);
    }

    @Test
    void one_quicker_value_is_enough_to_expect_the_next_one_soon() {
        Snapshot lossy = spoke(16, 120, 15, 4);
        Snapshot quicker = Given.snapshot()
                .with(Given.reading(120).minutesBefore(NOON, 91).build())
                .with(Given.reading(120).minutesBefore(NOON, 76).build())
                .with(Given.reading(120).minutesBefore(NOON, 61).build())
                .with(Given.reading(120).minutesBefore(NOON, 46).build())
                .with(Given.reading(120).minutesBefore(NOON, 21).build())
                .with(Given.reading(120).minutesBefore(NOON, 16).build())
                .build();
        assertThat(finding(lossy))
                .as("four values are three gaps: too few to know")
                .isPresent();
        assertThat(finding(quicker)).isPresent();
    }

    private static Snapshot spoke(long lastMinutesAgo, double lastMgPerDl, long every, int values) {
        var snapshot = Given.snapshot();
        for (int i = values - 1; i > 0; i--) {
            snapshot.with(Given.reading(120)
                    .minutesBefore(NOON, lastMinutesAgo + i * every)
                    .build());
        }
        return snapshot.with(Given.reading(lastMgPerDl)
                        .minutesBefore(NOON, lastMinutesAgo)
                        .build())
                .build();
    }

    @Test
    void is_timed_by_the_hubs_receive_clock_not_by_the_device() {
        // the phone's clock is two hours slow, but it speaks every five minutes
        Snapshot snapshot = Given.snapshot()
                .with(Given.reading(120)
                        .at(NOON.minus(Duration.ofHours(2)))
                        .receivedAt(NOON.minusSeconds(30))
                        .build())
                .build();
        assertThat(finding(snapshot)).isEmpty();
    }

    @ParameterizedTest(name = "measured {0} min before it arrives: {1}")
    @CsvSource({
        "20, Readings arrive 20 min after the device's own time: its clock is behind or the route is slow; set the device's clock.",
        "-3, Readings arrive 3 min from the future: check the clock of the phone."
    })
    void a_stream_that_could_not_alarm_is_silence_and_named(long minutes, String cause) {
        Snapshot snapshot = Given.snapshot()
                .with(Given.reading(120)
                        .at(NOON.minus(Duration.ofMinutes(minutes + 1)))
                        .receivedAt(NOON.minus(Duration.ofMinutes(1)))
                        .build())
                .lastHeardAt(NOON.minus(Duration.ofMinutes(16)))
                .build();
        assertThat(finding(snapshot).orElseThrow().message()).isEqualTo("Anna: no usable glucose for 16 min. " + cause);
    }

    @Test
    void the_hubs_own_absence_is_not_the_sensors_silence() {
        Snapshot snapshot = Given.snapshot()
                .with(Given.reading(120).at(NOON.minus(Duration.ofHours(5))).build())
                .watchedSince(NOON.minusSeconds(600))
                .build();
        assertThat(finding(snapshot)).isEmpty();
    }

    @Test
    void somebody_who_never_had_a_sensor_has_not_lost_one() {
        assertThat(rule.evaluate(Given.snapshot().build())).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void says_how_long_what_was_last_seen_and_what_to_do() {
        Snapshot snapshot = Given.snapshot()
                .with(Given.reading(58).minutesBefore(NOON, 12).build())
                .build();
        assertThat(finding(snapshot).orElseThrow().message())
                .isEqualTo("Anna: no glucose for 12 min, last seen low at 58 mg/dL. "
                        + "Check that the phone or the sensor is near and switched on.");
        assertThat(finding(snapshot).orElseThrow().priority()).isEqualTo(Priority.HIGH);
    }

    private Optional<Finding> finding(Snapshot snapshot) {
        return rule.evaluate(snapshot) instanceof Verdict.Holds holds ? Optional.of(holds.finding()) : Optional.empty();
    }
}
