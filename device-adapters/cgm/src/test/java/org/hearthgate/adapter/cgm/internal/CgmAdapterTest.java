package org.hearthgate.adapter.cgm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CgmAdapterTest {
    private final SensorHome home = new SensorHome();
    private final BluetoothAddress address = new BluetoothAddress(FakeSensor.ADDRESS);

    private DeviceStatus statusWhen(GattHold.State state, boolean heard) {
        home.link.status(
                address,
                new GattHold.Status(
                        state,
                        home.clock.now(),
                        heard ? Optional.of(home.clock.now()) : Optional.empty(),
                        OptionalInt.empty(),
                        "the link's word"));
        return home.adapter.devices().get(0);
    }

    @Test
    void tells_its_one_device_in_the_words_of_the_link() {
        DeviceStatus waiting = statusWhen(GattHold.State.WAITING, false);
        assertThat(waiting.device()).isEqualTo(address.deviceId());
        assertThat(waiting.state()).isEqualTo(DeviceStatus.State.WAITING);
        assertThat(waiting.why()).isEqualTo("the link's word");
        assertThat(statusWhen(GattHold.State.TALKING, true).state()).isEqualTo(DeviceStatus.State.HEARD);
        assertThat(statusWhen(GattHold.State.CONNECTING, true).state()).isEqualTo(DeviceStatus.State.LOST);
        assertThat(statusWhen(GattHold.State.UNPAIRED, true).state()).isEqualTo(DeviceStatus.State.LOST);
    }

    @Test
    void lets_the_sensor_go_when_it_is_closed() {
        assertThat(home.link.holds(address)).isTrue();
        home.adapter.close();
        assertThat(home.link.holds(address)).isFalse();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "person, ben, ben",
        "person, Anna!, person id",
        "bluetoothAddress, 12, Bluetooth address",
        "statusOctets, odd, statusOctets"
    })
    void refuses_a_wrong_text_and_says_which(String key, String value, String said) {
        var values = new HashMap<String, Object>(Map.of("person", "anna", "bluetoothAddress", "00:00:5E:00:53:02"));
        values.put(key, value);
        home.settings.clear();
        home.settings.putAll(values);
        assertThatThrownBy(home::starts)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org.hearthgate.adapter.cgm")
                .hasMessageContaining(said);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "intervalMinutes, 0",
        "intervalMinutes, 61",
        "backfillHours, -1",
        "backfillHours, 1081",
        "warmUpMinutes, 1441"
    })
    void refuses_a_wrong_number_and_says_which(String key, int value) {
        assertThatThrownBy(() -> CgmSettings.of(Configured.by(
                        CgmAdapter.Config.class,
                        Map.of("person", "anna", "bluetoothAddress", "00:00:5E:00:53:02", key, value))))
                .hasMessageContaining(key);
    }

    @Test
    void recognises_a_sensor_by_its_service_and_nothing_else() {
        var kind = new CgmKind();
        assertThat(kind.settingsFor(heard("bluetooth", "Accu-Chek SmartGuide 12", "181F")))
                .isPresent();
        assertThat(kind.settingsFor(heard("bluetooth", "Accu-Chek Guide", "1808")))
                .isEmpty();
        assertThat(kind.settingsFor(heard("coap", "sensor", "181F"))).isEmpty();
        assertThat(kind.wantsPairing()).isTrue();
    }

    private static HeardDevice heard(String transport, String name, String service) {
        return new HeardDevice(
                transport,
                FakeSensor.ADDRESS,
                Optional.of(name),
                Set.of(service),
                OptionalInt.of(-60),
                Instant.EPOCH,
                false,
                Map.of());
    }
}
