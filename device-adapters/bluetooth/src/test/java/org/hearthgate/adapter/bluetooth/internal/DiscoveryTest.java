package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.adapter.bluetooth.internal.bus.BusConnection;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.adapter.bluetooth.internal.bus.Plain;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.gatt.GattUuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is heard, who listens, who a device says it is, and what time it is told. */
@Timeout(60)
class DiscoveryTest {
    private static final String SCALE = "00:00:5E:00:53:0A";

    private final List<Advertisement> ear = new CopyOnWriteArrayList<>();
    private Radios radios;
    private Peripheral scale;

    @BeforeEach
    void start() throws Exception {
        radios = new Radios();
        scale = radios.bluez.peripheral(SCALE).named("MIBCS");
    }

    @AfterEach
    void stop() throws Exception {
        radios.close();
    }

    private void searching() {
        soon().until(() -> radios.bluez.searching("hci0"));
    }

    @Test
    void repeated_data_of_a_service_is_heard_each_time() {
        radios.link.listen(GattUuid.of(0x181B), ear::add);
        searching();

        scale.advertisesData(-61, 0x181B, "0226b2070103131a15e601604a");
        scale.advertisesData(-61, 0x181B, "0226b2070103131a15e601604a");
        scale.advertisesData(-60, 0x181B, "0226b2070103131a16e601604a");

        soon().until(() -> ear.size() == 3);
        Advertisement last = ear.get(2);
        assertThat(last.name()).contains("MIBCS");
        assertThat(last.rssiDbm()).hasValue(-60);
        assertThat(HexFormat.of().formatHex(last.serviceData().get(GattUuid.of(0x181B))))
                .isEqualTo("0226b2070103131a16e601604a");
    }

    @Test
    void only_who_wants_a_service_is_told_and_what_was_said_before_is_not_said_again() {
        scale.offering(0x181B);
        radios.link.listen(GattUuid.of(0x181B), ear::add);
        var others = new CopyOnWriteArrayList<Advertisement>();
        radios.link.listen(GattUuid.of(0x181D), others::add);
        searching();
        scale.advertisesData(-61, 0x181B, "0226");

        scale.advertises(-55);

        soon().until(() -> ear.size() == 2);
        assertThat(ear.get(1).serviceData()).isEmpty();
        assertThat(others).isEmpty();
    }

    @Test
    void one_listener_that_fails_does_not_deafen_the_others() {
        radios.link.listen(GattUuid.of(0x181B), said -> {
            throw new IllegalStateException("a mistake");
        });
        radios.link.listen(GattUuid.of(0x181B), ear::add);
        searching();

        scale.advertisesData(-61, 0x181B, "01");
        scale.advertisesData(-61, 0x181B, "02");

        soon().until(() -> ear.size() == 2);
    }

    @Test
    void the_hub_searches_only_while_somebody_wants_it_to() {
        assertThat(radios.bluez.searching("hci0")).isFalse();
        GattLink.Ear listening = radios.link.listen(GattUuid.of(0x181B), ear::add);
        searching();
        listening.close();
        soon().until(() -> !radios.bluez.searching("hci0"));

        radios.link.search(Duration.ofMillis(300));
        searching();
        soon().until(() -> !radios.bluez.searching("hci0"));
    }

    @Test
    void a_search_goes_on_after_the_radio_was_switched_off_and_on() {
        radios.link.listen(GattUuid.of(0x181B), ear::add);
        searching();

        radios.bluez.power("hci0", false);
        radios.bluez.power("hci0", true);

        searching();
        scale.advertisesData(-61, 0x181B, "01");
        soon().until(() -> ear.size() == 1);
    }

    @Test
    void everybody_in_the_street_is_in_the_inbox_and_the_inbox_is_bounded() {
        radios.link.search(Duration.ofMinutes(1));
        searching();
        for (int i = 0; i < 300; i++) {
            radios.bluez
                    .peripheral(String.format("00:00:5E:00:%02X:%02X", i / 256, i % 256))
                    .advertises(-80);
        }
        scale.offering(0x181D).advertisesData(-61, 0x181B, "01");

        soon().until(() -> radios.link.heard().size() == HeardBook.MOST
                && radios.link.heard().get(0).address().equals(SCALE));
        HeardDevice first = radios.link.heard().get(0);
        assertThat(first.transport()).isEqualTo("bluetooth");
        assertThat(first.name()).contains("MIBCS");
        assertThat(first.offers()).containsExactlyInAnyOrder("181D", "181B");
        assertThat(first.signalDbm()).hasValue(-61);
        assertThat(first.lastHeardAt()).isEqualTo(radios.clock.now());
        assertThat(first.paired()).isFalse();
    }

    @Test
    void a_device_says_who_it_is_and_is_let_go() throws Exception {
        scale.having(
                        0x180A,
                        0x2A29,
                        HexFormat.of().formatHex("Acme\0\0".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "read")
                .having(0x180A, 0x2A24, "4d31", "read")
                .having(0x180A, 0x2A25, "303037", "read")
                .having(0x180F, 0x2A19, "4b", "read");
        radios.link.search(Duration.ofMinutes(1));
        searching();
        scale.advertises(-50);
        soon().until(() -> !radios.link.heard().isEmpty());

        Map<String, String> said = radios.link.identify(SCALE).get();

        assertThat(said)
                .containsExactly(
                        Map.entry("name", "MIBCS"),
                        Map.entry("maker", "Acme"),
                        Map.entry("model", "M1"),
                        Map.entry("serial", "007"),
                        Map.entry("battery", "75 %"));
        assertThat(radios.link.heard().get(0).details()).isEqualTo(said);
        soon().until(() -> !scale.connected());
    }

    @Test
    void a_device_that_does_not_answer_when_asked_who_it_is_is_told_in_words() {
        assertThatThrownBy(() -> radios.link.identify(SCALE).get()).hasMessageContaining("wake it, bring it near");

        scale.bonded().goesAway();
        soon().until(() -> {
            assertThatThrownBy(() -> radios.link.identify(SCALE).get()).hasMessageContaining("failed");
            return true;
        });
    }

    @Test
    void devices_are_told_the_time_of_the_home() throws Exception {
        soon().until(() -> !radios.bluez.applications().isEmpty());
        String hub = radios.bluez.applications().keySet().iterator().next();
        String service = TimeService.PATH + "/service0";

        byte[] now = Plain.octets(radios.bluez
                .ask(hub, service + "/char0", Bluez.CHARACTERISTIC, "ReadValue", "a{sv}", Map.of())
                .get()
                .get(0));
        byte[] zone = Plain.octets(radios.bluez
                .ask(hub, service + "/char1", Bluez.CHARACTERISTIC, "ReadValue", "a{sv}", Map.of())
                .get()
                .get(0));

        // 12:00 UTC is 13:00 in Berlin on Saturday 21 November 2026
        assertThat(HexFormat.of().formatHex(now)).isEqualTo("ea070b150d0000060000");
        assertThat(HexFormat.of().formatHex(zone)).isEqualTo("0400");
    }

    @Test
    void a_hub_that_does_not_know_the_time_tells_none() {
        soon().until(() -> !radios.bluez.applications().isEmpty());
        String hub = radios.bluez.applications().keySet().iterator().next();
        radios.clock.untrusted();

        assertThatThrownBy(() -> radios.bluez
                        .ask(
                                hub,
                                TimeService.PATH + "/service0/char0",
                                Bluez.CHARACTERISTIC,
                                "ReadValue",
                                "a{sv}",
                                Map.of())
                        .get())
                .hasMessageContaining("does not know the time");
    }

    @Test
    void only_the_daemon_may_ask_the_hub_for_anything() throws Exception {
        soon().until(() -> !radios.bluez.applications().isEmpty());
        String hub = radios.bluez.applications().keySet().iterator().next();
        try (var stranger =
                BusConnection.open(radios.bus.address(), "test-stranger", new Deaf(), Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> stranger.call(
                            Duration.ofSeconds(5),
                            hub,
                            PairingDesk.PATH,
                            Bluez.AGENT,
                            "RequestPinCode",
                            "o",
                            "/org/bluez"))
                    .isInstanceOf(BusException.class)
                    .hasMessageContaining("only the Bluetooth daemon");
        }
    }
}
