package org.hearthgate.adapter.meter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.RecordingSink;
import org.hearthgate.testkit.gatt.FakeGattLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterAdapterTest {
    private final MeterHome home = new MeterHome();
    private final BluetoothAddress address = new BluetoothAddress(FakeMeter.ADDRESS);

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
    void a_meter_that_sleeps_between_two_uses_is_not_lost() {
        assertThat(statusWhen(GattHold.State.WAITING, false).state()).isEqualTo(DeviceStatus.State.WAITING);
        assertThat(statusWhen(GattHold.State.WAITING, true).state()).isEqualTo(DeviceStatus.State.HEARD);
        assertThat(statusWhen(GattHold.State.UNPAIRED, true).state()).isEqualTo(DeviceStatus.State.LOST);
        assertThat(statusWhen(GattHold.State.WAITING, true).why()).isEqualTo("the link's word");
    }

    @Test
    void lets_the_meter_go_when_it_is_closed() {
        home.adapter.close();
        assertThat(home.link.holds(address)).isFalse();
    }

    @Test
    void says_that_the_meters_clock_is_wrong_when_its_values_are_refused_for_that() throws Exception {
        var link = new FakeGattLink();
        var sink = new RecordingSink()
                .answering(new Receipt.Refused(Receipt.Reason.FROM_THE_FUTURE, "check date and time"));
        var adapter = new MeterAdapter(
                link,
                sink,
                home.store,
                home.clock,
                FixedHousehold.of("Anna"),
                Configured.by(MeterAdapter.Config.class, home.settings));
        home.meter.measures(100);
        link.connect(address, home.meter.gatt);

        assertThat(sink.taken()).extracting(Observation::person).hasSize(1);
        assertThat(adapter.devices().get(0).why()).contains("wrong time").contains("set its date and time");
    }

    @Test
    void refuses_a_person_who_does_not_live_here() {
        home.settings.put("person", "ben");
        assertThatThrownBy(home::starts).hasMessageContaining("'ben' does not live here");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"historyDays, 0", "historyDays, 3651", "insulinUnitsPerMillilitre, 9", "insulinUnitsPerMillilitre, 501"
    })
    void refuses_a_wrong_number_and_says_which(String key, int value) {
        assertThatThrownBy(() -> MeterHome.settings(Map.of(key, value))).hasMessageContaining(key);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"lowMgPerDl, 9.9", "lowMgPerDl, 101", "highMgPerDl, 199", "highMgPerDl, NaN"})
    void refuses_a_wrong_edge_and_says_which(String key, double value) {
        assertThatThrownBy(() -> MeterHome.settings(Map.of(key, value))).hasMessageContaining(key);
    }

    @Test
    void recognises_a_meter_by_its_service_and_a_ketone_meter_by_its_name() {
        var kind = new MeterKind();
        assertThat(kind.settingsFor(heard("Contour Next One", "1808"))).contains(Map.of());
        assertThat(kind.settingsFor(heard("CareSens Dual 1234", "1808"))).contains(Map.of("ketoneByMealSix", true));
        assertThat(kind.settingsFor(heard("CareSens Air", "181F"))).isEmpty();
    }

    private static HeardDevice heard(String name, String service) {
        return new HeardDevice(
                "bluetooth",
                FakeMeter.ADDRESS,
                Optional.of(name),
                Set.of(service),
                OptionalInt.of(-60),
                Instant.EPOCH,
                false,
                Map.of());
    }
}
