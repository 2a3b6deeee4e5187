package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattHold.State;
import org.hearthgate.api.hub.Health;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Radios that are unplugged and switched off, a daemon that restarts, a bus that goes away. */
@Timeout(90)
class RadioTest {
    private static final String SENSOR = "00:00:5E:00:53:01";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Talker talker = Talker.keeping(Talker.listeningTo(0x181F, 0x2AA7, heard));
    private Radios radios;
    private Peripheral sensor;
    private GattHold hold;

    @BeforeEach
    void start() throws Exception {
        radios = new Radios();
        sensor = radios.bluez.peripheral(SENSOR).having(0x181F, 0x2AA7, "", "notify");
        sensor.bonded();
        hold = radios.link.hold(new BluetoothAddress(SENSOR), talker);
        talks();
    }

    @AfterEach
    void stop() throws Exception {
        radios.close();
    }

    private void talks() {
        soon().until(() -> hold.status().state() == State.TALKING && sensor.sends(0x181F, 0x2AA7, "2a"));
        soon().until(() -> heard.contains("2a"));
        heard.clear();
    }

    private void isLost(State state) {
        soon().until(() -> hold.status().state() == state);
        assertThat(talker.failures).isNotEmpty();
        assertThat(talker.failures.get(0).reason()).isEqualTo(GattException.Reason.LOST);
    }

    @Test
    void a_restarted_daemon_is_met_again_and_what_was_held_is_taken_up() throws Exception {
        radios.bluez.dies();
        isLost(State.NO_RADIO);
        assertThat(hold.status().why()).contains("systemctl start bluetooth");
        assertThat(radios.link.health().status()).isEqualTo(Health.Status.WARN);

        radios.bluez.starts();
        talks();
        soon().until(radios.bluez::hasAgent);
        soon().until(() -> !radios.bluez.applications().isEmpty());
        assertThat(radios.link.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void a_bus_that_goes_away_and_comes_back_is_found_again() throws Exception {
        radios.bus.down();
        isLost(State.NO_RADIO);
        assertThat(hold.status().why()).contains("message bus");

        radios.bus.up();
        radios.bluez.starts();
        talks();
        soon().until(radios.bluez::hasAgent);
    }

    @Test
    void a_radio_that_is_unplugged_and_plugged_in_again_is_used_again() {
        radios.bluez.unplug("hci0");
        isLost(State.NO_RADIO);
        assertThat(hold.status().why()).isEqualTo("No Bluetooth radio is plugged in");

        radios.bluez.plugIn("hci0");
        sensor.bonded();
        talks();
    }

    @Test
    void a_radio_that_is_switched_off_and_on_again_is_used_again() {
        radios.bluez.power("hci0", false);
        isLost(State.NO_RADIO);
        assertThat(hold.status().why()).contains("bluetoothctl power on");

        radios.bluez.power("hci0", true);
        talks();
    }

    @Test
    void a_second_radio_takes_over_when_the_first_is_unplugged() {
        radios.bluez.plugIn("hci1");
        radios.bluez.unplug("hci0");
        soon().until(() -> radios.bluez.searching("hci1"));
        sensor.advertises("hci1", -70);
        talks();
        assertThat(radios.link.health().message()).contains("hci1").doesNotContain("hci0");
    }

    @Test
    void the_radio_that_has_the_bond_is_used_even_if_another_hears_the_device_better() {
        hold.close();
        radios.bluez.plugIn("hci1");
        radios.link.search(Duration.ofMinutes(1));
        soon().until(() -> radios.bluez.searching("hci1"));
        sensor.advertises("hci1", -30);
        sensor.advertises("hci0", -90);

        hold = radios.link.hold(new BluetoothAddress(SENSOR), talker);
        talks();

        assertThat(radios.bluez.calls().stream().filter("Device1.Connect"::equals))
                .isNotEmpty();
        assertThat(radios.bluez.connectedAt(sensor)).containsExactly("hci0");
    }

    @Test
    void of_two_radios_without_a_bond_the_one_that_hears_a_device_best_is_used() {
        Peripheral strap = radios.bluez.peripheral("00:00:5E:00:53:02").having(0x180D, 0x2A37, "", "notify");
        radios.bluez.plugIn("hci1");
        radios.link.search(Duration.ofMinutes(1));
        soon().until(() -> radios.bluez.searching("hci1") && radios.bluez.searching("hci0"));
        strap.advertises("hci0", -90);
        strap.advertises("hci1", -40);
        soon().until(() -> radios.link.heard().stream()
                .anyMatch(device -> device.signalDbm().orElse(0) == -40));

        radios.link.hold(
                new BluetoothAddress("00:00:5E:00:53:02"), Talker.keeping(Talker.listeningTo(0x180D, 0x2A37, heard)));

        soon().until(strap::connected);
        assertThat(radios.bluez.connectedAt(strap)).containsExactly("hci1");
    }

    @Test
    void a_radio_that_is_not_on_the_list_is_left_alone() throws Exception {
        try (var other = new BluezLink(
                Radios.settings(radios.bus.address(), Set.of("hci7"), Duration.ofMillis(20), 64),
                radios.clock,
                () -> java.time.ZoneOffset.UTC,
                false)) {
            other.open();
            GattHold waits = other.hold(new BluetoothAddress(SENSOR), talker);
            soon().until(() -> waits.status().why().contains("hci7"));
            assertThat(waits.status().state()).isEqualTo(State.NO_RADIO);
        }
    }

    @Test
    void a_home_without_a_bus_is_well_as_long_as_it_has_no_bluetooth_devices() throws Exception {
        try (var alone = new BluezLink(
                Radios.settings("unix:path=/nowhere/bus", Set.of(), Duration.ofMillis(20), 64),
                radios.clock,
                () -> java.time.ZoneOffset.UTC,
                true)) {
            alone.open();
            assertThat(alone.health().status()).isEqualTo(Health.Status.OK);

            alone.hold(new BluetoothAddress(SENSOR), talker);

            assertThat(alone.health().status()).isEqualTo(Health.Status.WARN);
            soon().until(() -> alone.health().message().contains("is dbus installed and running?"));
        }
    }

    @Test
    void a_stopped_room_leaves_no_thread_and_no_link() throws Exception {
        radios.link.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("bluetooth-"));
        assertThat(sensor.connected()).isFalse();
    }
}
