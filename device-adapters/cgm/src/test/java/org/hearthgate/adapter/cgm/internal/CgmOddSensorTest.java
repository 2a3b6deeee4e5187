package org.hearthgate.adapter.cgm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.observation.GlucoseReading;
import org.junit.jupiter.api.Test;

/** Sensors that know less than they should, say nothing, say too much, or lie about the time. */
class CgmOddSensorTest {
    private final SensorHome home = new SensorHome();
    private final FakeSensor sensor = home.sensor();

    @Test
    void asks_for_all_records_of_a_sensor_that_knows_nothing_else() {
        sensor.knowingAllRecordsOnly().measuresAlone(5);
        home.meets(sensor.pauses(5).vanishes());

        assertThat(home.recorded()).isEqualTo(sensor.memory);
        assertThat(sensor.gatt.log())
                .filteredOn(said -> said.startsWith("write 2A52"))
                .extracting(said -> said.substring(0, 15))
                .containsExactly("write 2A52 0104", "write 2A52 0103", "write 2A52 0101");
    }

    @Test
    void says_so_when_a_sensor_cannot_fill_a_gap_and_takes_live_values_all_the_same() {
        sensor.answering("06000102").measuresAlone(5);
        home.meets(sensor.pauses(6).vanishes());

        assertThat(home.why()).contains("does not give");
        home.meets(sensor.then(100).vanishes());
        assertThat(home.readings()).hasSize(1);
    }

    @Test
    void waits_for_a_busy_sensor_and_asks_again() {
        sensor.answering("0600010a").measuresAlone(5);
        sensor.pauses(3);
        sensor.gatt.later(() -> {
            sensor.answering("");
            home.clock.advance(Duration.ofSeconds(31));
        });
        home.meets(sensor.pauses(4).vanishes());

        assertThat(home.recorded()).isEqualTo(sensor.memory);
    }

    @Test
    void asks_once_a_connection_for_what_the_sensor_does_not_have() {
        sensor.answering("06000106").measuresAlone(5);
        home.meets(sensor.pauses(20).vanishes());

        assertThat(sensor.gatt.log())
                .filteredOn(said -> said.startsWith("write 2A52"))
                .hasSize(1);
    }

    @Test
    void stops_asking_a_sensor_that_does_not_answer_and_goes_on_listening() {
        sensor.answering("nothing").measuresAlone(5);
        sensor.pauses(2);
        sensor.gatt.later(() -> home.clock.advance(Duration.ofSeconds(40)));
        home.meets(sensor.pauses(3).then(99).vanishes());

        assertThat(sensor.gatt.log()).contains("write 2A52 0300");
        assertThat(home.readings()).extracting(GlucoseReading::mgPerDl).contains(99.0);
    }

    @Test
    void looks_after_a_silent_sensor_and_hangs_up() {
        home.meets(sensor.then(100));

        assertThat(sensor.gatt.log().get(sensor.gatt.log().size() - 1)).isEqualTo("read 2AA9");
        assertThat(home.clock.now()).isAfter(sensor.startedAt().plus(Duration.ofMinutes(19)));
        assertThat(home.why()).contains("sent nothing");
    }

    @Test
    void hangs_up_on_a_flood() {
        sensor.gatt.later(() -> sensor.send(
                IntStream.range(0, 2_000).mapToObj(any -> sensor.record(0, 100)).toList()));

        assertThatThrownBy(() -> home.link.connect(new BluetoothAddress(FakeSensor.ADDRESS), sensor.gatt))
                .isInstanceOfSatisfying(GattException.class, flood -> assertThat(flood.reason())
                        .isEqualTo(GattException.Reason.FLOODED));
        assertThat(home.readings()).hasSizeLessThan(2);
    }

    @Test
    void values_from_the_future_are_put_aside_and_the_status_says_so() {
        sensor.gatt.later(() -> {
            home.clock.advance(Duration.ofMinutes(5));
            sensor.send(List.of(sensor.record(sensor.age() + 60, 55)));
        });
        home.meets(sensor.vanishes());

        assertThat(home.readings()).isEmpty();
        assertThat(home.sink.quarantined()).singleElement().satisfies(item -> assertThat(item.reason())
                .contains("ahead"));
        assertThat(home.why()).contains("future");
    }

    @Test
    void a_sensor_whose_clock_stands_still_is_found_out() {
        sensor.then(100);
        for (int value = 101; value < 104; value++) {
            int mgPerDl = value;
            sensor.gatt.later(() -> {
                home.clock.advance(Duration.ofMinutes(5));
                sensor.send(List.of(sensor.record(5, mgPerDl)));
            });
        }
        home.meets(sensor.vanishes());

        assertThat(home.recorded()).hasSize(1);
        assertThat(home.sink.quarantined()).isNotEmpty();
        assertThat(home.why()).contains("stands still");
    }

    @Test
    void a_sensor_whose_time_jumps_is_hung_up_on_until_it_keeps_to_one_time() {
        home.meets(sensor.then(100).then(101).vanishes());
        home.clock.advance(Duration.ofMinutes(60));
        sensor.lyingBy(30);
        home.meets(sensor.pauses(1));
        assertThat(home.why()).contains("jumped by 30 min");
        assertThat(home.sink.quarantined()).hasSize(1);

        sensor.lyingBy(60);
        home.meets(sensor.pauses(1));
        assertThat(home.sink.quarantined()).hasSize(2);

        home.meets(sensor.pauses(1).vanishes());
        assertThat(home.sink.quarantined()).hasSize(2);
    }
}
