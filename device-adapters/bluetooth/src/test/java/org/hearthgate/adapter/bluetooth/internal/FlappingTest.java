package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattHold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twelve devices whose links come and go, round after round: {@code -Dflapping.rounds=1000} for longer. */
@Timeout(600)
class FlappingTest {
    private static final int DEVICES = 12;
    private static final int ROUNDS = Integer.getInteger("flapping.rounds", 200);

    private final List<Peripheral> sensors = new ArrayList<>();
    private final List<GattHold> holds = new ArrayList<>();
    private final List<List<String>> heard = new ArrayList<>();
    private Radios radios;

    @Test
    void every_value_comes_once_and_nothing_grows() throws Exception {
        try (var opened = new Radios(Duration.ofMillis(5), 64)) {
            radios = opened;
            for (int i = 0; i < DEVICES; i++) {
                add(i);
            }
            for (int round = 0; round < 20; round++) {
                flap(round);
            }
            int threads = threads();
            long handles = handles();
            for (int round = 20; round < ROUNDS; round++) {
                flap(round);
            }
            assertThat(threads()).as("threads").isLessThanOrEqualTo(threads + 2);
            assertThat(handles()).as("open files").isLessThanOrEqualTo(handles + 4);
            assertThat(opened.link.heard().size()).isLessThanOrEqualTo(DEVICES);
        }
        for (List<String> values : heard) {
            assertThat(values).hasSize(ROUNDS);
            assertThat(new HashSet<>(values)).hasSize(ROUNDS);
        }
    }

    private void add(int index) {
        String address = String.format("00:00:5E:00:53:%02X", index);
        Peripheral sensor = radios.bluez.peripheral(address).having(0x181F, 0x2AA7, "", "notify");
        sensor.bonded();
        var values = new CopyOnWriteArrayList<String>();
        sensors.add(sensor);
        heard.add(values);
        holds.add(radios.link.hold(
                new BluetoothAddress(address), Talker.keeping(Talker.listeningTo(0x181F, 0x2AA7, values))));
    }

    private void flap(int round) throws Exception {
        String value = String.format("%04x", round);
        for (int i = 0; i < DEVICES; i++) {
            Peripheral sensor = sensors.get(i);
            List<String> values = heard.get(i);
            soon().until(() -> sensor.notifies(0x181F, 0x2AA7));
            sensor.sends(0x181F, 0x2AA7, value);
            soon().until(() -> values.contains(value));
        }
        if (round % 50 == 49) {
            radios.bluez.dies();
            radios.bluez.starts();
        } else {
            sensors.forEach(Peripheral::dropsLink);
        }
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bluetooth-"))
                .count();
    }

    private static long handles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
