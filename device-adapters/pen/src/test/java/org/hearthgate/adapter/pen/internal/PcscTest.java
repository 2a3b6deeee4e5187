package org.hearthgate.adapter.pen.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.adapter.pen.testpen.PcscDaemon;
import org.hearthgate.adapter.pen.testpen.PenDose;
import org.hearthgate.adapter.pen.testpen.SimulatedPen;
import org.hearthgate.adapter.pen.testpen.VirtualReader;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.device.DeviceTouch.Stage;
import org.hearthgate.api.hub.Health;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pen in a virtual reader behind the real pcscd, read by the room as it runs in a home. */
@Timeout(180)
class PcscTest {
    private final Kitchen kitchen = new Kitchen();
    private final List<DeviceTouch> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void is_there_a_pcscd() {
        boolean missing = !PcscDaemon.installed();
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(
                    "pcscd or its virtual driver is missing: apt install pcscd vsmartcard-vpcd, as root");
        }
        Assumptions.assumeFalse(missing, "no pcscd with virtual driver, or not root: skipped");
    }

    private void ninetySixDoses() {
        for (int i = 96; i >= 1; i--) {
            kitchen.dose(i * 3600L, 30 + i);
        }
    }

    private NfcRoom room() {
        var room = new NfcRoom(kitchen.clock, Configured.by(NfcRoom.Config.class));
        room.pens = List.of(kitchen.adapter);
        room.listeners = List.of(told::add);
        return room;
    }

    private DeviceTouch afterTouches(NfcRoom room, int ended) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> told.stream()
                                .filter(touch -> touch.stage() != Stage.READING)
                                .count()
                        >= ended);
        // the virtual driver loses a card that is taken away while it is being let go
        await().until(() -> !room.inContact());
        return told.get(told.size() - 1);
    }

    private int ended() {
        return (int)
                told.stream().filter(touch -> touch.stage() != Stage.READING).count();
    }

    private static void emptied(NfcRoom room) {
        await().atMost(Duration.ofSeconds(60)).until(room::fieldEmpty);
    }

    /** Holds the pen as a person does, again where the virtual driver lost it; {@return what was said at the end} */
    private String touchedUntilDone(NfcRoom room, int port) throws Exception {
        for (int touch = 0; touch < 6; touch++) {
            try (var held = VirtualReader.hold(kitchen.pen, port)) {
                DeviceTouch end = afterTouches(room, ended() + 1);
                if (end.stage() == Stage.DONE) {
                    return end.message();
                }
            }
            emptied(room);
        }
        throw new AssertionError("six touches, and none was read to its end: " + told);
    }

    @Test
    void keeps_96_doses_once_also_after_another_touch_a_cut_off_one_and_a_restart_of_pcscd() throws Exception {
        ninetySixDoses();
        NfcRoom room = room();
        try {
            liveThrough(room);
        } finally {
            room.stop();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("hearthgate-nfc");
    }

    private void liveThrough(NfcRoom room) throws Exception {
        try (var first = PcscDaemon.start()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> kitchen.adapter.devices().get(0).why().startsWith("Not read yet"));

            var seconds = System.nanoTime();
            assertThat(touchedUntilDone(room, first.port())).isNotBlank();
            assertThat(kitchen.doses()).hasSize(96);
            org.slf4j.LoggerFactory.getLogger(PcscTest.class)
                    .info("96 doses over pcscd and vpcd in {} ms", (System.nanoTime() - seconds) / 1_000_000);

            emptied(room);
            assertThat(touchedUntilDone(room, first.port())).startsWith("Nothing new");
            assertThat(kitchen.doses()).hasSize(96);

            emptied(room);
            for (int i = 40; i >= 1; i--) {
                kitchen.dose(i * 60L, 50);
            }
            var commands = new AtomicInteger();
            try (var pulledAway =
                    VirtualReader.hold(kitchen.pen, first.port(), command -> commands.incrementAndGet() < 45)) {
                assertThat(afterTouches(room, ended() + 1).stage()).isEqualTo(Stage.CUT_OFF);
            }
            // how far it came depends on how often the virtual reader lost it before; PenPropertiesTest cuts at every
            // command
            assertThat(kitchen.doses().size()).isBetween(96, 135);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> room.check().status() == Health.Status.WARN);
        try (var second = PcscDaemon.start()) {
            touchedUntilDone(room, second.port());

            assertThat(kitchen.doses()).hasSize(136);
            await().until(() -> room.check().status() == Health.Status.OK);
        }
    }

    @Test
    void finds_a_pcscd_that_is_started_after_the_hub() throws Exception {
        kitchen.dose(100, 40);
        NfcRoom room = room();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> room.check().message().contains("pcscd"));
            try (var daemon = PcscDaemon.start();
                    var held = VirtualReader.hold(kitchen.pen, daemon.port())) {
                assertThat(afterTouches(room, 1).stage()).isEqualTo(Stage.DONE);
            }
        } finally {
            room.stop();
        }
    }

    @Test
    void reads_two_pens_on_two_readers() throws Exception {
        kitchen.dose(100, 40);
        var other = new SimulatedPen("OTHER1", kitchen::penSeconds).dose(PenDose.of(kitchen.penSeconds() - 100, 30));
        NfcRoom room = room();
        PenAdapter others = kitchen.adapter(java.util.Map.of("serial", "OTHER1"));
        room.pens = List.of(room.pens.get(0), others);
        try (var daemon = PcscDaemon.start();
                var held = VirtualReader.hold(kitchen.pen, daemon.port());
                var beside = VirtualReader.hold(other, daemon.port() + 1)) {
            afterTouches(room, 2);
            await().until(() -> kitchen.doses().size() == 2);
        } finally {
            room.stop();
        }
    }
}
