package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattHold.State;
import org.hearthgate.api.gatt.GattUuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One device and its dialogue, over a real bus. */
@Timeout(60)
class LinkTest {
    private static final String SENSOR = "00:00:5E:00:53:01";
    private static final BluetoothAddress ADDRESS = new BluetoothAddress(SENSOR);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Radios radios;
    private Peripheral sensor;

    @BeforeEach
    void start() throws Exception {
        radios = new Radios();
        sensor = radios.bluez
                .peripheral(SENSOR)
                .named("Sensor")
                .offering(0x181F)
                .having(0x181F, 0x2AA7, "", "notify")
                .having(0x181F, 0x2AA9, "0102", "read", "notify")
                .having(0x181F, 0x2A52, "", "indicate")
                .onWrite(0x181F, 0x2A52, octets -> sensor.sends(0x181F, 0x2A52, "06000101"));
    }

    @AfterEach
    void stop() throws Exception {
        radios.close();
    }

    private GattHold hold(Talker talker) {
        GattHold hold = radios.link.hold(ADDRESS, talker);
        appears();
        return hold;
    }

    private void appears() {
        soon().until(() -> radios.bluez.searching("hci0") || sensor.connected());
        sensor.advertises(-60);
    }

    private void talks(GattHold hold) {
        soon().until(() -> hold.status().state() == State.TALKING && sensor.notifies(0x181F, 0x2AA7));
    }

    private Talker listener() {
        return Talker.keeping(Talker.listeningTo(0x181F, 0x2AA7, heard));
    }

    @Test
    void hands_over_values_in_the_order_in_which_they_were_sent() {
        GattHold hold = hold(listener());
        talks(hold);

        for (int i = 0; i < 50; i++) {
            sensor.sends(0x181F, 0x2AA7, String.format("%02x", i));
        }

        soon().until(() -> heard.size() >= 50);
        assertThat(heard).hasSize(50).isSorted();
        assertThat(hold.status().heardAt()).contains(radios.clock.now());
        assertThat(hold.status().why()).isEqualTo("Connected");
    }

    @Test
    void a_read_is_not_a_value_that_came_by_itself() {
        Talker talker = Talker.keeping(session -> {
            session.subscribe(GattUuid.of(0x181F), GattUuid.of(0x2AA9));
            for (int i = 0; i < 20; i++) {
                byte[] read = session.read(GattUuid.of(0x181F), GattUuid.of(0x2AA9));
                heard.add("read " + HexFormat.of().formatHex(read));
            }
            session.next(Duration.ofMillis(200))
                    .ifPresent(value -> heard.add("told " + HexFormat.of().formatHex(value.octets())));
            heard.add("end");
        });
        hold(talker);

        soon().until(() -> heard.contains("end"));
        assertThat(heard.subList(0, 21)).hasSize(21).noneMatch(word -> word.startsWith("told"));
    }

    @Test
    void a_read_that_is_told_only_after_its_answer_is_not_a_value_either() {
        sensor.echoingLate(0x181F, 0x2AA9);
        a_read_is_not_a_value_that_came_by_itself();
    }

    @Test
    void a_value_that_comes_while_another_is_read_is_not_lost() {
        Talker talker = Talker.keeping(session -> {
            session.subscribe(GattUuid.of(0x181F), GattUuid.of(0x2AA7));
            session.subscribe(GattUuid.of(0x181F), GattUuid.of(0x2A52));
            session.write(GattUuid.of(0x181F), GattUuid.of(0x2A52), new byte[] {1, 1});
            session.read(GattUuid.of(0x181F), GattUuid.of(0x2AA9));
            session.next(Duration.ofSeconds(5))
                    .ifPresent(value -> heard.add(HexFormat.of().formatHex(value.octets())));
        });
        hold(talker);

        soon().until(() -> !heard.isEmpty());
        assertThat(heard.get(0)).isEqualTo("06000101");
        assertThat(radios.bluez.writes()).first().hasToString("2A52 0101 request");
    }

    @Test
    void a_lost_link_ends_the_wait_at_once_and_the_device_is_connected_again() {
        Talker talker = listener();
        GattHold hold = hold(talker);
        talks(hold);

        sensor.dropsLink();

        soon().until(() -> !talker.failures.isEmpty());
        assertThat(talker.failures.get(0).reason()).isEqualTo(GattException.Reason.LOST);
        soon().until(() -> talker.conversations() == 2);
        talks(hold);
        sensor.sends(0x181F, 0x2AA7, "2a");
        soon().until(() -> heard.contains("2a"));
    }

    @Test
    void what_came_before_the_link_was_lost_is_still_handed_over() {
        Talker talker = Talker.keeping(session -> {
            session.subscribe(GattUuid.of(0x181F), GattUuid.of(0x2AA7));
            for (int i = 0; i < 3; i++) {
                sensor.sends(0x181F, 0x2AA7, "0" + i);
            }
            sensor.dropsLink();
            soon().until(() -> !sensor.connected());
            while (true) {
                session.next(Duration.ofSeconds(5))
                        .ifPresent(value -> heard.add(HexFormat.of().formatHex(value.octets())));
            }
        });
        hold(talker);

        soon().until(() -> !talker.failures.isEmpty());
        assertThat(heard).startsWith("00", "01", "02");
    }

    @Test
    void a_device_out_of_reach_is_lost_and_taken_up_when_it_is_back() {
        Talker talker = listener();
        GattHold hold = hold(talker);
        talks(hold);

        sensor.goesAway();
        soon().until(() -> hold.status().state() == State.LOST);
        assertThat(hold.status().why()).endsWith("; it is tried again");

        sensor.comesBack();
        talks(hold);
        assertThat(hold.status().why()).isEqualTo("Connected");
    }

    @Test
    void a_lost_device_is_searched_for_and_one_that_talks_is_not() {
        talks(hold(listener()));
        soon().until(() -> !radios.bluez.searching("hci0"));

        sensor.goesAway();

        soon().until(() -> radios.bluez.searching("hci0"));
    }

    @Test
    void a_device_that_floods_is_hung_up_on_and_delays_nobody() {
        Talker slow = Talker.keeping(session -> {
            session.subscribe(GattUuid.of(0x181F), GattUuid.of(0x2AA7));
            for (int i = 0; i < 1000; i++) {
                sensor.sends(0x181F, 0x2AA7, "00");
            }
            soon().until(() -> !sensor.connected());
            while (true) {
                session.next(Duration.ofSeconds(1)).ifPresent(value -> heard.add("00"));
            }
        });
        GattHold hold = hold(slow);

        soon().until(() -> !slow.failures.isEmpty());
        assertThat(slow.failures.get(0).reason()).isEqualTo(GattException.Reason.FLOODED);
        assertThat(heard).as("what was queued before").hasSize(64);
        soon().until(() -> hold.status().why().contains("left alone"));
    }

    @Test
    void a_device_that_does_not_answer_is_silent_after_the_time_limit() {
        sensor.silentAt(0x181F, 0x2AA9);
        Talker talker = Talker.keeping(session -> session.read(GattUuid.of(0x181F), GattUuid.of(0x2AA9)));
        GattHold hold = hold(talker);

        soon().until(() -> !talker.failures.isEmpty());
        assertThat(talker.failures.get(0).reason()).isEqualTo(GattException.Reason.SILENT);
        soon().until(() -> hold.status().why().contains("bring it nearer"));
    }

    @Test
    void a_link_lost_while_an_answer_is_awaited_is_told_at_once() {
        sensor.silentAt(0x181F, 0x2AA9);
        Talker talker = Talker.keeping(session -> {
            new Thread(sensor::goesAway, "test-away").start();
            session.read(GattUuid.of(0x181F), GattUuid.of(0x2AA9));
        });
        hold(talker);

        soon().until(() -> !talker.failures.isEmpty());
        assertThat(talker.failures.get(0).reason()).isEqualTo(GattException.Reason.LOST);
    }

    @Test
    void a_device_that_connects_and_never_tells_its_services_is_given_up_and_tried_again() {
        sensor.tellingServices(false);
        Talker talker = listener();
        GattHold hold = hold(talker);
        soon().until(() -> hold.status().why().contains("did not tell its services"));
        assertThat(talker.conversations()).isZero();

        sensor.tellingServices(true);
        talks(hold);
    }

    @Test
    void what_a_device_refuses_keeps_its_own_error_code() {
        sensor.refusing(0x181F, 0x2AA9, "org.bluez.Error.Failed", "Operation failed with ATT error: 0x80");
        Talker talker = Talker.keeping(session -> session.read(GattUuid.of(0x181F), GattUuid.of(0x2AA9)));
        hold(talker);

        soon().until(() -> !talker.failures.isEmpty());
        assertThat(talker.failures.get(0).reason()).isEqualTo(GattException.Reason.REFUSED);
        assertThat(talker.failures.get(0).attError()).hasValue(0x80);
    }

    @Test
    void a_device_that_wants_a_bond_it_has_lost_is_unpaired() {
        sensor.refusing(0x181F, 0x2AA9, "org.bluez.Error.NotPermitted", "Not paired");
        Talker talker = Talker.keeping(session -> session.read(GattUuid.of(0x181F), GattUuid.of(0x2AA9)));
        GattHold hold = hold(talker);

        soon().until(() -> hold.status().state() == State.UNPAIRED);
        assertThat(hold.status().why()).contains("installer's page");
    }

    @Test
    void what_a_device_does_not_have_is_not_found() {
        Talker talker = Talker.keeping(session -> {
            heard.add("has " + session.has(GattUuid.of(0x1808), GattUuid.of(0x2A18)));
            session.read(GattUuid.of(0x1808), GattUuid.of(0x2A18));
        });
        hold(talker);

        soon().until(() -> !talker.failures.isEmpty());
        assertThat(heard).first().isEqualTo("has false");
        assertThat(talker.failures.get(0).reason()).isEqualTo(GattException.Reason.NOT_FOUND);
    }

    @Test
    void a_device_that_sleeps_is_connected_when_it_is_heard_and_not_before() {
        Talker talker = Talker.whenHeard(session -> heard.add("talked"));
        GattHold hold = radios.link.hold(ADDRESS, talker);
        sensor.bonded(); // BlueZ knows it, and nobody has heard it
        soon().until(() -> hold.status().why().startsWith("It sleeps"));
        assertThat(radios.bluez.calls()).doesNotContain("Device1.Connect");

        appears();
        soon().until(() -> heard.size() == 1);
        soon().until(() -> hold.status().state() == State.WAITING && !sensor.connected());

        soon().until(() -> {
            sensor.advertises(-50);
            return heard.size() == 2;
        });
    }

    @Test
    void a_device_with_a_bond_is_connected_when_its_radio_knows_it_even_if_it_was_not_heard() {
        GattHold hold = radios.link.hold(ADDRESS, listener());
        soon().until(() -> hold.status().why().startsWith("Not in sight"));

        sensor.bonded();

        talks(hold);
    }

    @Test
    void letting_a_device_go_ends_its_dialogue_its_link_and_its_thread() {
        GattHold hold = hold(listener());
        talks(hold);

        hold.close();

        soon().until(() -> !sensor.connected()); // the radio is told, and answers when it has
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("bluetooth-test-5301");
        soon().until(() -> !radios.bluez.searching("hci0"));
        radios.link.hold(ADDRESS, listener()).close();
    }

    @Test
    void a_device_is_held_once() {
        hold(listener());

        assertThatThrownBy(() -> radios.link.hold(ADDRESS, listener()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("held already");
    }

    @Test
    void a_dialogue_that_fails_by_its_own_mistake_is_begun_again() {
        Talker talker = Talker.keeping(session -> {
            if (heard.isEmpty()) {
                heard.add("failed");
                throw new IllegalStateException("a mistake");
            }
            Talker.listeningTo(0x181F, 0x2AA7, heard).talk(session);
        });
        GattHold hold = hold(talker);

        talks(hold);
        assertThat(talker.conversations()).isEqualTo(2);
    }

    @Test
    void a_battery_that_BlueZ_keeps_to_itself_is_read_all_the_same() {
        sensor.batteryHidden(75);
        Talker talker = Talker.keeping(session -> {
            var service = GattUuid.of(0x180F);
            var level = GattUuid.of(0x2A19);
            heard.add(session.has(service, level) + " " + session.read(service, level)[0]);
            session.subscribe(service, level);
            sensor.batteryHidden(74);
            session.next(Duration.ofSeconds(5)).ifPresent(value -> heard.add("told " + value.octets()[0]));
        });
        hold(talker);

        soon().until(() -> heard.size() >= 2);
        assertThat(heard).startsWith("true 75", "told 74");
    }
}
