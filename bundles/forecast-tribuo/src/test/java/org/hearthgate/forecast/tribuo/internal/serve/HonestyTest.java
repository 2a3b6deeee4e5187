package org.hearthgate.forecast.tribuo.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.SENSOR;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HonestyTest {
    private final Past past = new Past();
    private final Lately lately = new Lately();
    private boolean clockTrusted = true;
    private boolean hasModel = true;

    @Test
    void an_hour_of_good_readings_may_be_looked_ahead_from() {
        readsFor(60);
        assertThat(why()).isEmpty();
    }

    @Test
    void nobody_measures_where_nothing_was_read_for_a_day() {
        assertThat(why()).contains(NoForecast.NO_READINGS);
        takes(Given.reading(100)
                .at(NOON.minus(Duration.ofDays(1)).minusMillis(1))
                .build());
        assertThat(why()).contains(NoForecast.NO_READINGS);
    }

    @Test
    void eleven_minutes_are_fresh_and_a_moment_more_is_stale() {
        readsFor(60);
        assertThat(why(NOON.plus(Duration.ofMinutes(11)))).isEmpty();
        assertThat(why(NOON.plus(Duration.ofMinutes(11)).plusMillis(1))).contains(NoForecast.STALE);
    }

    @Test
    void a_minute_ahead_of_the_clock_is_tolerated_and_a_moment_more_is_not() {
        readsFor(60);
        assertThat(why(NOON.minusSeconds(60))).isEmpty();
        assertThat(why(NOON.minusSeconds(60).minusMillis(1))).contains(NoForecast.STALE);
    }

    @Test
    void forty_minutes_are_a_run_and_a_gap_of_more_than_twenty_breaks_it() {
        readsFor(40);
        assertThat(why()).isEmpty();
        var shorter = new HonestyTest();
        shorter.readsFor(35);
        assertThat(shorter.why()).contains(NoForecast.AFTER_A_GAP);
        var broken = new HonestyTest();
        broken.reads(70);
        broken.reads(50);
        broken.readsFor(29);
        assertThat(broken.why()).contains(NoForecast.AFTER_A_GAP);
        var bridged = new HonestyTest();
        bridged.reads(70);
        bridged.reads(45);
        bridged.reads(25);
        bridged.reads(5);
        bridged.reads(0);
        assertThat(bridged.why()).isEmpty();
    }

    @Test
    void a_new_sensor_is_not_believed_for_half_a_day() {
        readsFor(60);
        takes(event(
                DeviceEvent.Event.SENSOR_STARTED,
                NOON.minus(Duration.ofHours(12)).plusMillis(1)));
        assertThat(why()).contains(NoForecast.SENSOR_WARM_UP);
        var older = new HonestyTest();
        older.readsFor(60);
        older.takes(event(DeviceEvent.Event.SENSOR_STARTED, NOON.minus(Duration.ofHours(12))));
        assertThat(older.why()).isEmpty();
    }

    @Test
    void a_device_that_tells_when_it_is_ready_knows_better() {
        readsFor(60);
        takes(event(DeviceEvent.Event.SENSOR_STARTED, NOON.minus(Duration.ofHours(3))));
        takes(event(DeviceEvent.Event.WARM_UP_STARTED, NOON.minus(Duration.ofHours(3))));
        assertThat(why()).contains(NoForecast.SENSOR_WARM_UP);
        takes(event(DeviceEvent.Event.WARM_UP_ENDED, NOON.minus(Duration.ofHours(1))));
        assertThat(why()).isEmpty();
        takes(event(DeviceEvent.Event.SENSOR_STARTED, NOON.minus(Duration.ofMinutes(20))));
        assertThat(why()).as("the next sensor").contains(NoForecast.SENSOR_WARM_UP);
    }

    @Test
    void a_reading_that_says_itself_that_it_is_of_the_warm_up_is_no_sample() {
        readsFor(60);
        takes(Given.reading(100)
                .at(NOON.plusSeconds(60))
                .doubted(Doubt.Flag.WARM_UP)
                .build());
        assertThat(why(NOON.plusSeconds(60))).contains(NoForecast.SENSOR_WARM_UP);
        assertThat(past.history().glucose.size()).isEqualTo(13);
    }

    @ParameterizedTest
    @EnumSource(
            value = Doubt.Flag.class,
            names = {
                "NOISY",
                "IMPLAUSIBLE",
                "COMPRESSION_SUSPECTED",
                "JUMP",
                "FLAT_LINE",
                "CALIBRATION_STEP",
                "METER_DISAGREES",
                "AMBIGUOUS_TIME"
            })
    void what_the_newest_readings_are_doubted_for_forbids_a_forecast_for_a_quarter_of_an_hour(Doubt.Flag doubt) {
        readsFor(60);
        takes(Given.reading(100).at(NOON.plusSeconds(60)).doubted(doubt).build());
        assertThat(why(NOON.plusSeconds(60))).contains(NoForecast.DOUBTFUL);
        for (int minute = 5; minute <= 20; minute += 5) {
            takes(Given.reading(100).at(NOON.plusSeconds(60L * minute)).build());
        }
        assertThat(why(NOON.plusSeconds(1200))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Doubt.Flag.class,
            names = {"LATE", "CLOCK_CORRECTED", "END_OF_LIFE"})
    void a_doubt_that_says_nothing_of_the_value_forbids_nothing(Doubt.Flag doubt) {
        readsFor(60);
        takes(Given.reading(100).at(NOON.plusSeconds(60)).doubted(doubt).build());
        assertThat(why(NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void a_fault_and_an_artefact_found_later_make_it_doubtful() {
        readsFor(60);
        takes(event(DeviceEvent.Event.SENSOR_FAULT, NOON.minusSeconds(600)));
        assertThat(why()).contains(NoForecast.DOUBTFUL);
        var other = new HonestyTest();
        other.readsFor(60);
        other.takes(new SensorArtefact(
                Origin.of(ANNA, SENSOR, NOON.minusSeconds(300), NOON, Provenance.of("test")),
                NOON.minusSeconds(1800),
                SensorArtefact.Artefact.COMPRESSION_LOW,
                Map.of()));
        assertThat(other.why()).contains(NoForecast.DOUBTFUL);
    }

    @Test
    void beyond_what_the_sensor_can_show_there_is_no_value_to_start_from() {
        readsFor(60);
        takes(Given.reading(400)
                .bound(Bound.ABOVE_RANGE)
                .at(NOON.plusSeconds(60))
                .build());
        assertThat(why(NOON.plusSeconds(60))).contains(NoForecast.OUT_OF_SENSOR_RANGE);
    }

    @Test
    void a_clock_that_is_not_trusted_says_nothing_of_freshness() {
        readsFor(60);
        clockTrusted = false;
        assertThat(why()).contains(NoForecast.CLOCK);
        clockTrusted = true;
        takes(Given.reading(100)
                .at(NOON.plusSeconds(60))
                .doubted(Doubt.Flag.HUB_CLOCK)
                .build());
        assertThat(why(NOON.plusSeconds(60))).contains(NoForecast.CLOCK);
    }

    @Test
    void without_a_model_the_readings_come_first() {
        hasModel = false;
        assertThat(why()).contains(NoForecast.NO_READINGS);
        readsFor(60);
        assertThat(why()).contains(NoForecast.NO_MODEL);
    }

    @Test
    void what_stands_aside_and_what_tests_the_road_is_nobodys() {
        readsFor(60);
        takes(Given.reading(40)
                .at(NOON.plusSeconds(60))
                .doubted(Doubt.Flag.ASIDE)
                .build());
        takes(Given.reading(40)
                .at(NOON.plusSeconds(120))
                .doubted(Doubt.Flag.TEST)
                .build());
        assertThat(lately.newest().orElseThrow().measuredAt()).isEqualTo(NOON);
        assertThat(past.history().glucose.size()).isEqualTo(13);
    }

    private void readsFor(int minutes) {
        for (int ago = minutes; ago >= 0; ago -= 5) {
            reads(ago);
        }
        if (minutes % 5 != 0) {
            reads(0);
        }
    }

    private void reads(int minutesAgo) {
        takes(Given.reading(100).minutesBefore(NOON, minutesAgo).build());
    }

    private void takes(Observation observation) {
        past.take(observation);
        lately.take(observation);
    }

    private static DeviceEvent event(DeviceEvent.Event event, Instant at) {
        return new DeviceEvent(Origin.of(ANNA, SENSOR, at, at, Provenance.of("test")), event, "");
    }

    private Optional<NoForecast> why() {
        return why(NOON);
    }

    private Optional<NoForecast> why(Instant asOf) {
        return new Honesty(Duration.ofHours(12)).why(lately, past.history().glucose, hasModel, asOf, clockTrusted);
    }
}
