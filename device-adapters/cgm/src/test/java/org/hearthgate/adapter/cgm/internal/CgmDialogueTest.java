package org.hearthgate.adapter.cgm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.store.StoreException;
import org.junit.jupiter.api.Test;

/** What is said between hub and sensor, and what the record has of it in the end. */
class CgmDialogueTest {
    private final SensorHome home = new SensorHome();
    private final FakeSensor sensor = home.sensor();

    @Test
    void keeps_to_the_order_that_a_real_sensor_answers_to() {
        home.meets(sensor.then(100).vanishes());

        assertThat(sensor.gatt.log())
                .startsWith(
                        "subscribe 2AA7",
                        "subscribe 2A52",
                        "subscribe 2AAC",
                        "read 2AA9",
                        "read 2A25",
                        "read 2AA8",
                        "read 2AAA")
                .containsSubsequence("read 2AAB", "write 2AAC 02952c");
    }

    @Test
    void sets_the_sensors_clock_in_UTC_once_and_not_when_it_is_right() {
        home.meets(sensor.then(100).vanishes());
        assertThat(sensor.gatt.log())
                .filteredOn(said -> said.startsWith("write 2AAA"))
                .singleElement()
                .asString()
                .startsWith("write 2AAA ea0703020c00140000");

        home.meets(sensor.then(101).vanishes());
        assertThat(sensor.gatt.log())
                .filteredOn(said -> said.startsWith("write 2AAA"))
                .hasSize(1);
    }

    @Test
    void does_not_set_the_sensors_clock_while_the_hub_itself_does_not_know_the_time() {
        home.clock.untrusted();
        home.meets(sensor.then(100).vanishes());

        assertThat(sensor.gatt.log()).noneMatch(said -> said.startsWith("write 2AAA"));
    }

    @Test
    void gives_a_live_value_on_at_once_with_its_time_its_number_and_its_octets() {
        home.meets(sensor.then(52).vanishes());

        GlucoseReading reading = home.readings().get(0);
        assertThat(reading.mgPerDl()).isEqualTo(52);
        assertThat(reading.measuredAt()).isBetween(home.clock.now().minusSeconds(60), home.clock.now());
        assertThat(SensorSession.offsetOf(reading.origin().sequence().orElseThrow()))
                .isEqualTo(5);
        assertThat(reading.origin().provenance().raw().orElseThrow().octets()).isEqualTo(sensor.record(5, 52));
        assertThat(reading.quality().mayAlarm()).isTrue();
    }

    @Test
    void fills_what_was_measured_before_the_first_connection() {
        sensor.measuresAlone(200);
        home.meets(sensor.pauses(20).vanishes());

        assertThat(home.recorded()).isEqualTo(sensor.memory);
        assertThat(home.readings().get(0).quality().has(Doubt.Flag.LATE)).isTrue();
    }

    @Test
    void asks_for_nothing_where_no_gap_is_to_be_filled() {
        home.settings.put("backfillHours", 0);
        home.adapter.close();
        home.starts();
        sensor.every(1).measuresAlone(200);
        home.meets(sensor.pauses(20).vanishes());

        assertThat(sensor.gatt.log()).noneMatch(said -> said.startsWith("write 2A52"));
    }

    @Test
    void a_low_does_not_wait_for_the_back_fill() {
        sensor.measuresAlone(600);
        home.meets(sensor.then(45).pauses(30).vanishes());

        List<GlucoseReading> given = home.sink.submissions().stream()
                .flatMap(List::stream)
                .filter(GlucoseReading.class::isInstance)
                .map(GlucoseReading.class::cast)
                .toList();
        assertThat(given.get(0).mgPerDl()).isEqualTo(45);
        assertThat(home.recorded()).isEqualTo(sensor.memory);
    }

    @Test
    void fills_a_gap_after_a_lost_link_newest_first_and_with_a_margin() {
        home.meets(sensor.then(100).then(101).vanishes());
        sensor.measuresAlone(3);
        home.meets(sensor.pauses(3).vanishes());

        assertThat(home.recorded()).isEqualTo(sensor.memory).hasSize(5);
        // minutes 11 to 25 are missing; five more on both sides
        assertThat(sensor.gatt.log()).contains("write 2A52 01040106001e00");
    }

    @Test
    void takes_the_same_session_up_again_after_a_restart_of_the_hub() {
        home.meets(sensor.then(100).then(101).vanishes());
        home.clock.advance(Duration.ofSeconds(50)); // the sensor counts whole minutes: its start seems to move
        home.starts();
        sensor.measuresAlone(4);
        home.meets(sensor.then(103).pauses(3).vanishes());

        assertThat(home.recorded()).isEqualTo(sensor.memory);
        assertThat(home.events()).extracting(DeviceEvent::event).containsExactly(DeviceEvent.Event.SENSOR_STARTED);
        assertThat(home.readings().stream()
                        .map(reading -> SensorSession.keyMinuteOf(
                                reading.origin().sequence().orElseThrow()))
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    void begins_a_new_session_when_the_sensor_is_changed() {
        home.meets(sensor.then(100).then(101).vanishes());
        home.clock.advance(Duration.ofMinutes(30));
        sensor.putOnAnew();
        home.meets(sensor.then(150).then(151).vanishes());

        assertThat(home.readings()).hasSize(4);
        assertThat(home.events())
                .extracting(DeviceEvent::event)
                .containsExactly(DeviceEvent.Event.SENSOR_STARTED, DeviceEvent.Event.SENSOR_STARTED);
    }

    @Test
    void notices_a_new_session_within_one_connection() {
        sensor.then(100).then(101);
        sensor.gatt.later(() -> {
            home.clock.advance(Duration.ofMinutes(12));
            sensor.putOnAnew();
        });
        home.meets(sensor.then(150).then(151).then(152).vanishes());

        assertThat(home.readings()).extracting(GlucoseReading::mgPerDl).contains(100.0, 101.0, 150.0, 151.0, 152.0);
    }

    @Test
    void tells_the_end_once_also_after_reconnecting_and_restarting() {
        home.meets(sensor.then(100).vanishes());
        sensor.saying(0x000003);
        for (int time = 0; time < 2; time++) {
            home.meets(sensor.then(101).vanishes());
        }
        home.starts();
        home.meets(sensor.then(102).vanishes());

        assertThat(home.events())
                .extracting(DeviceEvent::event)
                .containsExactlyInAnyOrder(
                        DeviceEvent.Event.SENSOR_STARTED,
                        DeviceEvent.Event.SENSOR_ENDED,
                        DeviceEvent.Event.BATTERY_LOW);
        assertThat(home.why()).contains("put on a new sensor");
    }

    @Test
    void tells_the_end_when_the_run_time_is_over() {
        home.meets(sensor.then(100).vanishes());
        home.clock.advance(Duration.ofHours(336));
        home.meets(sensor.then(101).pauses(1).vanishes());

        assertThat(home.events())
                .filteredOn(event -> event.event() == DeviceEvent.Event.SENSOR_ENDED)
                .singleElement()
                .satisfies(event -> assertThat(event.measuredAt())
                        .isBetween(
                                sensor.startedAt().plus(Duration.ofHours(336)).minusSeconds(60),
                                sensor.startedAt().plus(Duration.ofHours(336)).plusSeconds(60)));
    }

    @Test
    void tells_a_calibration_again_when_it_is_wanted_again_and_only_then() {
        home.meets(sensor.saying(0x000800).then(100).vanishes());
        home.meets(sensor.then(101).vanishes());
        home.meets(sensor.saying(0).then(102).vanishes());
        home.meets(sensor.saying(0x000800).then(103).vanishes());

        assertThat(home.events())
                .filteredOn(event -> event.event() == DeviceEvent.Event.OTHER)
                .hasSize(2);
    }

    @Test
    void doubts_the_values_of_the_warm_up_and_tells_its_beginning_and_end() {
        home.settings.put("warmUpMinutes", 12);
        home.starts();
        home.meets(sensor.then(100).then(101).then(102).then(103).vanishes());

        assertThat(home.readings())
                .extracting(reading -> reading.quality().has(Doubt.Flag.WARM_UP))
                .containsExactly(true, true, false, false);
        assertThat(home.events())
                .extracting(DeviceEvent::event)
                .containsExactlyInAnyOrder(
                        DeviceEvent.Event.SENSOR_STARTED,
                        DeviceEvent.Event.WARM_UP_STARTED,
                        DeviceEvent.Event.WARM_UP_ENDED);
    }

    @Test
    void keeps_what_a_busy_sink_does_not_take_and_gives_it_in_order() {
        home.sink.failingWith(new SinkBusyException("full", Duration.ofSeconds(20), null));
        sensor.then(100).then(101).then(102);
        sensor.gatt.later(home.sink::working);
        home.meets(sensor.pauses(2).then(103).vanishes());
        home.clock.advance(Duration.ofSeconds(30));

        assertThat(home.recorded().values()).containsExactly(100, 101, 102, 103);
        List<Long> positions = home.readings().stream()
                .map(reading -> reading.origin().sequence().orElseThrow())
                .toList();
        assertThat(positions).isSorted();
    }

    @Test
    void a_sink_that_takes_its_time_neither_stops_nor_spoils_the_back_fill() {
        home.sink.answeringLate();
        sensor.every(1).measuresAlone(1500);
        for (int time = 0; time < 40; time++) {
            sensor.pauses(3);
            sensor.gatt.later(home.sink::answers);
        }
        home.meets(sensor.vanishes());

        assertThat(home.recorded()).isEqualTo(sensor.memory).hasSize(1500);
        assertThat(sensor.gatt.log())
                .filteredOn(said -> said.startsWith("write 2A52"))
                .hasSize(5);
    }

    @Test
    void a_record_that_cannot_be_read_does_not_silence_a_sensor() {
        home.store.failingWith(new StoreException("dead disk", null));
        home.sink.failingWith(new SinkBusyException("dead disk", Duration.ofSeconds(20), null));
        home.meets(sensor.then(48).vanishes());

        assertThat(home.sink.submissions()).anySatisfy(batch -> assertThat(batch)
                .singleElement()
                .isInstanceOfSatisfying(
                        GlucoseReading.class, low -> assertThat(low.mgPerDl()).isEqualTo(48)));
    }

    @Test
    void a_spoilt_value_is_put_aside_and_asked_for_again() {
        sensor.then(100);
        sensor.gatt.later(() -> sensor.overAir(records -> {
            records.forEach(octets -> octets[2] ^= 1);
            return records;
        }));
        sensor.then(101);
        sensor.gatt.later(() -> sensor.overAir(records -> records));
        home.meets(sensor.then(102).pauses(3).vanishes());

        assertThat(home.recorded()).isEqualTo(sensor.memory);
        assertThat(home.sink.quarantined()).extracting(item -> item.reason()).containsOnly("wrong check (E2E-CRC)");
    }

    @Test
    void a_value_without_the_check_that_the_sensor_promises_is_put_aside() {
        sensor.gatt.later(() -> sensor.gatt.sends(0x181F, 0x2AA7, "060064000000"));
        home.meets(sensor.vanishes());

        assertThat(home.readings()).isEmpty();
        assertThat(home.sink.quarantined()).hasSize(1);
    }

    @Test
    void what_is_no_number_is_put_aside_with_its_octets_and_never_a_reading() {
        for (int special : new int[] {0x7FF, 0x800, 0x801}) {
            sensor.gatt.later(() -> {
                home.clock.advance(Duration.ofMinutes(5));
                sensor.send(List.of(sensor.record(sensor.age(), special)));
            });
        }
        home.meets(sensor.pauses(2).vanishes());

        assertThat(home.readings()).isEmpty();
        assertThat(home.sink.quarantined()).hasSize(3);
    }

    @Test
    void duplicates_and_values_out_of_order_end_in_the_record_once() {
        sensor.overAir(records -> {
            var twice = new java.util.ArrayList<>(records);
            twice.addAll(records);
            java.util.Collections.reverse(twice);
            return twice;
        });
        home.meets(sensor.then(100).then(101).vanishes());
        sensor.measuresAlone(10);
        home.meets(sensor.then(102).pauses(3).vanishes());

        assertThat(home.recorded()).isEqualTo(sensor.memory);
    }

    @Test
    void a_step_of_the_hubs_clock_neither_doubles_nor_renames_what_the_record_has() {
        sensor.then(100).then(101);
        sensor.gatt.later(() -> home.clock.jumpTo(home.clock.now().plus(Duration.ofHours(2))));
        sensor.gatt.later(() -> {
            home.clock.advance(Duration.ofMinutes(5));
            sensor.send(List.of(sensor.record(15, 102)));
        });
        home.meets(sensor.vanishes());

        assertThat(home.recorded()).hasSize(3);
        assertThat(home.readings().get(2).measuredAt())
                .isBetween(home.clock.now().minusSeconds(61), home.clock.now());
    }

    @Test
    void a_hub_that_does_not_know_the_time_believes_the_sensors() {
        sensor.startValue("ea0703020c00140000"); // set by this hub yesterday, so to speak: 12:00:20 UTC
        home.clock.jumpTo(java.time.Instant.parse("2026-03-02T10:00:20Z"));
        var late = new FakeSensor(home.clock, true).startValue("ea0703020c00140000");
        home.clock.untrusted();
        home.meets(late.then(100).vanishes());

        assertThat(home.readings().get(0).measuredAt()).isEqualTo("2026-03-02T12:05:20Z");
    }
}
