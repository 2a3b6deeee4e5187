package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.adapter.bluetooth.peer.Peripheral.Bonding;
import org.hearthgate.api.device.Pairing;
import org.hearthgate.api.device.Pairing.State;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattHold;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an installer sees while a device is paired. */
@Timeout(60)
class PairingTest {
    private static final String SENSOR = "00:00:5E:00:53:01";

    private Radios radios;
    private Peripheral sensor;

    @BeforeEach
    void start() throws Exception {
        radios = new Radios();
        sensor = radios.bluez.peripheral(SENSOR).having(0x181F, 0x2AA7, "", "notify");
        radios.link.search(java.time.Duration.ofMinutes(1));
        soon().until(() -> radios.bluez.searching("hci0"));
        sensor.advertises(-50);
        soon().until(() -> !radios.link.heard().isEmpty());
    }

    @AfterEach
    void stop() throws Exception {
        radios.close();
    }

    private Pairing pairing(Bonding way, String secret, State asks) {
        sensor.pairsBy(way, secret);
        Pairing pairing = radios.link.pair(SENSOR);
        soon().until(() -> pairing.progress().state() == asks);
        return pairing;
    }

    private void ends(Pairing pairing, State state) {
        soon().until(() -> pairing.progress().state() == state);
    }

    @Test
    void a_pin_is_asked_for_and_typed() {
        Pairing pairing = pairing(Bonding.PIN, "004321", State.WANTS_PIN);

        assertThatThrownBy(() -> pairing.answer("12345678901234567")).isInstanceOf(IllegalArgumentException.class);
        assertThat(pairing.progress().state()).isEqualTo(State.WANTS_PIN);
        pairing.answer(" 004321 ");

        ends(pairing, State.DONE);
        assertThat(sensor.paired()).isTrue();
        assertThat(radios.link.heard().get(0).paired()).isTrue();
        soon().until(() -> !sensor.connected());
    }

    @Test
    void a_passkey_is_asked_for_and_typed_with_its_leading_zeros() {
        Pairing pairing = pairing(Bonding.PASSKEY, "4711", State.WANTS_PASSKEY);

        assertThatThrownBy(() -> pairing.answer("1234567")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pairing.answer("12a")).isInstanceOf(IllegalArgumentException.class);
        pairing.answer("004711");

        ends(pairing, State.DONE);
    }

    @Test
    void a_wrong_passkey_fails_and_says_what_to_do() {
        Pairing pairing = pairing(Bonding.PASSKEY, "4711", State.WANTS_PASSKEY);

        pairing.answer("000001");

        ends(pairing, State.FAILED);
        assertThat(pairing.progress().message()).contains("check the number and try again");
        assertThat(sensor.paired()).isFalse();
        assertThatThrownBy(() -> pairing.answer("004711")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_number_is_compared() {
        Pairing pairing = pairing(Bonding.COMPARISON, "42", State.WANTS_COMPARISON);
        assertThat(pairing.progress().message()).isEqualTo("Does the device show 000042?");
        assertThatThrownBy(() -> pairing.answer("perhaps")).isInstanceOf(IllegalArgumentException.class);

        pairing.answer("yes");

        ends(pairing, State.DONE);
    }

    @Test
    void numbers_that_differ_are_no_pairing() {
        Pairing pairing = pairing(Bonding.COMPARISON, "42", State.WANTS_COMPARISON);

        pairing.answer("no");

        ends(pairing, State.FAILED);
        assertThat(sensor.paired()).isFalse();
    }

    @Test
    void a_number_to_be_typed_on_the_device_is_shown() {
        sensor.pairsBy(Bonding.DISPLAY, "123456");
        var seen = new CopyOnWriteArrayList<String>();
        Pairing pairing = radios.link.pair(SENSOR);
        soon().until(() -> {
            seen.add(pairing.progress().message());
            return pairing.progress().state() == State.DONE;
        });
        assertThat(sensor.paired()).isTrue();
    }

    @Test
    void a_device_that_refuses_is_told_in_words() {
        Pairing pairing = pairing(Bonding.REFUSED, "", State.FAILED);

        assertThat(pairing.progress().message()).contains("set it to pairing");
    }

    @Test
    void a_device_that_says_nothing_ends_the_pairing_after_the_time_limit() {
        Pairing pairing = pairing(Bonding.SILENT, "", State.RUNNING);

        ends(pairing, State.FAILED);
        assertThat(pairing.progress().message()).contains("longer than 3 s");
        soon().until(() -> radios.bluez.calls().contains("Device1.CancelPairing"));
    }

    @Test
    void a_pairing_can_be_cancelled_and_begun_again() {
        Pairing first = pairing(Bonding.PIN, "1", State.WANTS_PIN);
        first.cancel();
        assertThat(first.progress()).isEqualTo(new Pairing.Progress(State.FAILED, "Cancelled"));
        first.cancel();

        Pairing second = pairing(Bonding.PIN, "1", State.WANTS_PIN);
        second.answer("1");
        ends(second, State.DONE);
    }

    @Test
    void one_device_is_paired_at_a_time() {
        pairing(Bonding.PIN, "1", State.WANTS_PIN);
        Peripheral other = radios.bluez.peripheral("00:00:5E:00:53:02");
        other.advertises(-50);
        soon().until(() -> radios.link.heard().size() == 2);

        Pairing second = radios.link.pair("00:00:5E:00:53:02");

        assertThat(second.progress().state()).isEqualTo(State.FAILED);
        assertThat(second.progress().message()).contains("Another device");
    }

    @Test
    void a_device_that_nobody_pairs_is_refused_when_it_asks_to_be_trusted() {
        var asked = radios.bluez.strangerAsks(sensor);

        assertThatThrownBy(asked::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(BusException.class)
                .satisfies(failure ->
                        assertThat(((BusException) failure.getCause()).name()).isEqualTo("org.bluez.Error.Rejected"));
    }

    @Test
    void another_device_is_refused_while_one_is_paired() {
        pairing(Bonding.PIN, "1", State.WANTS_PIN);
        Peripheral other = radios.bluez.peripheral("00:00:5E:00:53:02");

        assertThatThrownBy(() -> radios.bluez.strangerAsks(other).get()).isInstanceOf(ExecutionException.class);
    }

    @Test
    void a_device_that_was_never_heard_cannot_be_paired() {
        assertThatThrownBy(() -> radios.link.pair("00:00:5E:00:53:77"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wake it");
        assertThatThrownBy(() -> radios.link.pair("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_device_that_wants_a_bond_waits_for_the_installer_and_talks_once_it_is_paired() {
        List<String> heard = new CopyOnWriteArrayList<>();
        GattHold hold = radios.link.hold(
                new BluetoothAddress(SENSOR), Talker.bonded(Talker.listeningTo(0x181F, 0x2AA7, heard)));
        soon().until(() -> hold.status().state() == GattHold.State.UNPAIRED);
        assertThat(hold.status().why()).contains("pair it on the installer's page");
        assertThat(radios.bluez.calls()).doesNotContain("Device1.Connect", "Device1.Pair");

        Pairing pairing = pairing(Bonding.PASSKEY, "123456", State.WANTS_PASSKEY);
        pairing.answer("123456");

        soon().until(() -> hold.status().state() == GattHold.State.TALKING);
    }

    /** The first pause is longer than the test would wait. */
    @Test
    void a_device_that_lost_its_bond_talks_at_once_when_it_is_paired_anew() throws Exception {
        radios.close();
        radios = new Radios(java.time.Duration.ofMinutes(5), 64);
        sensor = radios.bluez.peripheral(SENSOR).having(0x181F, 0x2AA7, "", "notify");
        sensor.bonded();
        sensor.refusing(0x181F, 0x2AA7, "org.bluez.Error.NotPermitted", "Not paired");
        List<String> heard = new CopyOnWriteArrayList<>();
        GattHold hold = radios.link.hold(
                new BluetoothAddress(SENSOR), Talker.bonded(Talker.listeningTo(0x181F, 0x2AA7, heard)));
        soon().until(() -> hold.status().why().startsWith("It wants to be paired again"));

        radios.link.forget(SENSOR);
        sensor.refusing(0x181F, 0x2AA7, "", "");
        soon().until(() -> !sensor.paired() && radios.bluez.searching("hci0"));
        sensor.advertises(-50);
        soon().until(() -> radios.link.heard().size() == 1);
        pairing(Bonding.JUST_WORKS, "", State.DONE);

        soon().until(() -> hold.status().state() == GattHold.State.TALKING);
    }

    @Test
    void a_forgotten_device_has_no_bond_and_is_not_heard_any_more() {
        Pairing pairing = pairing(Bonding.JUST_WORKS, "", State.DONE);
        assertThat(pairing.progress().state()).isEqualTo(State.DONE);
        assertThat(radios.link.pair(SENSOR).progress().state())
                .as("paired already")
                .isEqualTo(State.DONE);

        radios.link.forget(SENSOR);

        soon().until(() -> !sensor.paired());
        assertThat(radios.link.heard()).isEmpty();
    }
}
