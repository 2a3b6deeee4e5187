package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GlucoseStateTest {
    private static final Duration FIFTEEN_MINUTES = Duration.ofMinutes(15);

    private static GlucoseState state(GlucoseUnit unit, Given.Reading... readings) {
        var store = new InMemoryObservationStore();
        store.append(Arrays.stream(readings)
                .map(Given.Reading::build)
                .map(Observation.class::cast)
                .toList());
        return GlucoseState.of(store, ANNA, unit, FIFTEEN_MINUTES, NOON);
    }

    private static ObjectNode json(Given.Reading... readings) {
        return state(GlucoseUnit.MG_PER_DL, readings).json();
    }

    @ParameterizedTest(name = "{0} mg/dL is {1} mg/dL or {2} mmol/L")
    @CsvSource({"54, 54, 3.0", "99.5, 100, 5.5", "180, 180, 10.0", "69.4, 69, 3.9"})
    void a_value_is_said_as_it_is_read_aloud(double mgPerDl, String whole, String mmol) {
        assertThat(json(reading(mgPerDl)).path("value").asText()).isEqualTo(whole);
        assertThat(state(GlucoseUnit.MMOL_PER_L, reading(mgPerDl))
                        .json()
                        .path("value")
                        .asText())
                .isEqualTo(mmol);
    }

    @Test
    void holds_until_it_is_a_quarter_of_an_hour_old() {
        assertThat(json(reading(104).minutesBefore(NOON, 14.99)).path("value").asInt())
                .isEqualTo(104);
        assertThat(state(GlucoseUnit.MG_PER_DL, reading(104).minutesBefore(NOON, 10))
                        .until())
                .contains(NOON.plus(Duration.ofMinutes(5)));

        var stale = json(reading(104).minutesBefore(NOON, 15));
        assertThat(stale.path("value").isNull()).isTrue();
        assertThat(stale.path("direction").isNull()).isTrue();
        assertThat(stale.path("quality").asText()).isEqualTo("stale");
    }

    @Test
    void the_edge_of_a_sensors_range_is_no_number() {
        var low = json(reading(40).bound(Bound.BELOW_RANGE));
        assertThat(low.path("value").isNull()).isTrue();
        assertThat(low.path("bound").asText()).isEqualTo("LOW");
        assertThat(low.path("limit").asInt()).isEqualTo(40);
        assertThat(json(reading(400).bound(Bound.ABOVE_RANGE)).path("bound").asText())
                .isEqualTo("HIGH");
    }

    @Test
    void a_test_reading_leaves_the_one_before_standing() {
        assertThat(json(reading(104).minutesBefore(NOON, 5), reading(41).doubted(Doubt.Flag.TEST))
                        .path("value")
                        .asInt())
                .isEqualTo(104);
        assertThat(json(reading(41).doubted(Doubt.Flag.TEST)).path("quality").asText())
                .isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource(
            value = Doubt.Flag.class,
            names = {"TEST", "ASIDE", "GAP_FILLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_reading_on_which_no_alarm_may_rest_is_no_number_and_any_other_is(Doubt.Flag flag) {
        var json = json(reading(104).doubted(flag));

        assertThat(json.path("value").isNull()).isEqualTo(flag.forbidsAlarm());
        assertThat(json.path("quality").asText()).isEqualTo(flag.forbidsAlarm() ? "doubtful" : "noted");
        assertThat(json.path("doubts").toString()).contains(flag.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void says_which_way_it_goes_when_the_readings_justify_it_and_else_what_the_sensor_says() {
        var falling = json(
                reading(150).minutesBefore(NOON, 15),
                reading(138).minutesBefore(NOON, 10),
                reading(126).minutesBefore(NOON, 5),
                reading(114));
        assertThat(falling.path("direction").asText()).isEqualTo("SingleDown");
        assertThat(falling.path("slope_mg_dl_per_min").asDouble()).isEqualTo(-2.4);
        assertThat(json(reading(114).trend(1.2)).path("direction").asText()).isEqualTo("FortyFiveUp");
        assertThat(json(reading(114)).path("direction").isNull()).isTrue();
    }

    @Test
    void a_reading_from_the_future_is_not_shown() {
        GlucoseReading ahead = reading(60).at(NOON.plusSeconds(3600)).build();
        var store = new InMemoryObservationStore();
        store.append(List.of(reading(104).build(), ahead));

        assertThat(GlucoseState.of(store, ANNA, GlucoseUnit.MG_PER_DL, FIFTEEN_MINUTES, NOON)
                        .json()
                        .path("value")
                        .asInt())
                .isEqualTo(104);
    }
}
