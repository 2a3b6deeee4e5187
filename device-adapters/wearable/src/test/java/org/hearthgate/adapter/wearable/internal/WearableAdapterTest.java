package org.hearthgate.adapter.wearable.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.RecordingSink;
import org.hearthgate.testkit.gatt.FakeGattLink;
import org.hearthgate.testkit.gatt.FakePeripheral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WearableAdapterTest {
    private static final String ADDRESS = "00:00:5E:00:53:01";
    private static final BluetoothAddress STRAP = new BluetoothAddress(ADDRESS);

    private final ManualClock clock = new ManualClock(Given.NOON);
    private final RecordingSink sink = new RecordingSink();
    private final FakeGattLink radio = new FakeGattLink();
    private WearableAdapter current;
    private final FakePeripheral strap =
            new FakePeripheral(ADDRESS, clock).having(0x180D, 0x2A37, "").having(0x180D, 0x2A38, "01");

    private WearableAdapter adapter(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(Map.of("person", "anna", "bluetoothAddress", ADDRESS));
        all.putAll(settings);
        current = new WearableAdapter(radio, sink, clock, Configured.by(WearableAdapter.Config.class, all));
        return current;
    }

    /** The strap says this a second later. */
    private void eachSecond(int times, String hex) {
        for (int i = 0; i < times; i++) {
            strap.later(() -> {
                clock.advance(Duration.ofSeconds(1));
                strap.sends(0x180D, 0x2A37, hex);
            });
        }
    }

    /** Lets the strap say all that and vanish; then what is open is ended, as when the device is let go. */
    private void untilLost() throws InterruptedException {
        connectOnce();
        current.finish();
    }

    private void connectOnce() throws InterruptedException {
        strap.later(strap::vanishes);
        try {
            radio.connect(STRAP, strap);
        } catch (GattException e) {
            assertThat(e.reason()).isEqualTo(GattException.Reason.LOST);
        }
    }

    @Test
    void stores_one_heart_rate_a_minute_with_every_interval_between_beats() throws Exception {
        adapter(Map.of());
        eachSecond(60, "1648e803");
        eachSecond(60, "1650f203");

        untilLost();

        assertThat(sink.taken()).hasSize(2).allSatisfy(one -> {
            assertThat(one.person()).isEqualTo(Given.ANNA);
            assertThat(one.device()).isEqualTo(STRAP.deviceId());
            assertThat(((HeartRate) one).rrIntervals1024ths()).hasSize(60);
        });
        var first = (HeartRate) sink.taken().get(0);
        assertThat(first.beatsPerMinute()).isEqualTo(72);
        assertThat(first.measuredAt()).isEqualTo(Given.NOON.plusSeconds(60));
        assertThat(first.origin().provenance().raw().orElseThrow().octets())
                .hasSize(60 * 5)
                .startsWith(4, 0x16, 0x48, 0xe8, 0x03);
        assertThat(((HeartRate) sink.taken().get(1)).beatsPerMinute()).isEqualTo(80);
    }

    @Test
    void makes_no_row_of_each_flap_of_a_bad_link() throws Exception {
        WearableAdapter adapter = adapter(Map.of());
        for (int i = 0; i < 300; i++) {
            eachSecond(2, "1648e803");
            connectOnce();
        }
        adapter.close();

        assertThat(sink.taken()).hasSizeBetween(10, 20);
        assertThat(sink.taken().stream()
                        .mapToInt(one -> ((HeartRate) one).rrIntervals1024ths().size())
                        .sum())
                .isEqualTo(600);
    }

    @Test
    void takes_the_median_that_one_slip_does_not_move() throws Exception {
        adapter(Map.of("everySeconds", 10));
        eachSecond(6, "0648");
        eachSecond(1, "06ff");
        eachSecond(2, "0601");

        untilLost();

        assertThat(sink.taken()).singleElement().satisfies(one -> assertThat(((HeartRate) one).beatsPerMinute())
                .isEqualTo(72));
    }

    @Test
    void does_not_take_a_lost_contact_for_a_heart() throws Exception {
        adapter(Map.of("everySeconds", 10));
        eachSecond(20, "044a");
        eachSecond(20, "0600");

        untilLost();

        assertThat(sink.taken()).isEmpty();
        assertThat(sink.quarantined()).isEmpty();
    }

    @Test
    void quarantines_nonsense_once_a_minute_and_goes_on() throws Exception {
        adapter(Map.of("everySeconds", 10));
        eachSecond(30, "01");
        eachSecond(30, "012c02");
        eachSecond(5, "0648");

        untilLost();

        assertThat(sink.quarantined()).hasSizeBetween(1, 2).allSatisfy(one -> {
            assertThat(one.source()).isEqualTo(STRAP.deviceId().value());
            assertThat(one.person()).contains(Given.ANNA);
        });
        assertThat(sink.taken()).hasSize(1);
    }

    @Test
    void keeps_a_flood_within_bounds() throws Exception {
        adapter(Map.of());
        strap.later(() -> {
            for (int i = 0; i < 5000; i++) {
                strap.sends(0x180D, 0x2A37, "1648e803e803e803e803e803e803e803e803e803");
            }
        });

        untilLost();

        assertThat(sink.taken()).singleElement().satisfies(one -> assertThat(((HeartRate) one).rrIntervals1024ths())
                .hasSize(HeartRateInterval.MOST_INTERVALS));
        assertThat(sink.quarantined()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("more in one interval"));
    }

    @Test
    void loses_nothing_while_the_hub_cannot_keep_it() throws Exception {
        adapter(Map.of("everySeconds", 10));
        sink.failingWith(new SinkBusyException("the disk is full", Duration.ofSeconds(5), null));
        eachSecond(40, "0648");
        strap.later(() -> sink.failingWith(null));
        eachSecond(10, "0650");

        untilLost();

        assertThat(sink.taken()).hasSizeBetween(5, 6);
        assertThat(sink.taken()).extracting(one -> one.measuredAt()).doesNotHaveDuplicates();
    }

    @Test
    void begins_anew_when_the_clock_is_set_back() throws Exception {
        adapter(Map.of());
        eachSecond(5, "0648");
        strap.later(() -> clock.jumpTo(Given.NOON.minusSeconds(3600)));
        eachSecond(5, "0650");

        untilLost();

        assertThat(sink.taken())
                .extracting(one -> ((HeartRate) one).beatsPerMinute())
                .containsExactly(72, 80);
    }

    @Test
    void works_with_a_strap_that_does_not_say_where_it_is_worn() throws Exception {
        adapter(Map.of());
        strap.refusing(0x180D, 0x2A38);
        eachSecond(3, "0648");

        untilLost();

        assertThat(sink.taken()).hasSize(1);
    }

    @Test
    void tells_how_it_fares() throws Exception {
        WearableAdapter adapter = adapter(Map.of("label", "Chest strap"));
        assertThat(adapter.devices()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(DeviceStatus.State.WAITING);
            assertThat(status.why()).startsWith("Chest strap: ");
        });

        eachSecond(3, "044a");
        untilLost();
        radio.status(STRAP, talking(clock.now()));
        assertThat(adapter.devices().get(0).why()).contains("feels no skin");
        assertThat(adapter.devices().get(0).state()).isEqualTo(DeviceStatus.State.HEARD);

        eachSecond(3, "064a");
        untilLost();
        assertThat(adapter.devices().get(0).why()).endsWith("heard, worn at: Chest");
        clock.advance(Duration.ofMinutes(5));
        assertThat(adapter.devices().get(0).why()).contains("sends nothing");

        adapter.close();
        assertThat(radio.holds(STRAP)).isFalse();
    }

    private static GattHold.Status talking(Instant at) {
        return new GattHold.Status(GattHold.State.TALKING, at, Optional.of(at), OptionalInt.empty(), "Connected");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"everySeconds, 9", "everySeconds, 601", "bluetoothAddress, nowhere", "person, Anna"})
    void refuses_a_setting_and_says_which(String key, String value) {
        Object typed = key.equals("everySeconds") ? (Object) Integer.valueOf(value) : value;
        assertThatThrownBy(() -> adapter(Map.of(key, typed))).isInstanceOf(IllegalArgumentException.class);
        assertThat(radio.holds(STRAP)).isFalse();
    }

    @Test
    void is_offered_for_what_has_the_heart_rate_service() {
        var kind = new WearableKind();

        assertThat(kind.settingsFor(heard("bluetooth", "180D"))).contains(Map.of("everySeconds", 60));
        assertThat(kind.settingsFor(heard("bluetooth", "1810"))).isEmpty();
        assertThat(kind.settingsFor(heard("coap", "180D"))).isEmpty();
    }

    private static HeardDevice heard(String transport, String service) {
        return new HeardDevice(
                transport,
                ADDRESS,
                Optional.empty(),
                Set.of(service),
                OptionalInt.empty(),
                Given.NOON,
                false,
                Map.of());
    }
}
