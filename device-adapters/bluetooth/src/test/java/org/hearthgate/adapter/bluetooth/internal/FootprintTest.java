package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the room costs with twelve devices that talk; the double of BlueZ lives in the same process and is counted too. */
@Timeout(120)
@EnabledIfSystemProperty(named = "footprint", matches = "true")
class FootprintTest {
    @Test
    void tells_what_twelve_devices_cost(TestReporter reporter) throws Exception {
        long before = residentKib();
        long heapBefore = heapKib();
        int threadsBefore = Thread.activeCount();
        try (var radios = new Radios()) {
            var talking = new ArrayList<List<String>>();
            for (int i = 0; i < 12; i++) {
                String address = String.format("00:00:5E:00:53:%02X", i);
                Peripheral sensor = radios.bluez.peripheral(address).having(0x181F, 0x2AA7, "", "notify");
                sensor.bonded();
                var heard = new CopyOnWriteArrayList<String>();
                talking.add(heard);
                radios.link.hold(
                        new BluetoothAddress(address), Talker.keeping(Talker.listeningTo(0x181F, 0x2AA7, heard)));
                soon().until(() -> sensor.sends(0x181F, 0x2AA7, "2a"));
                soon().until(() -> heard.contains("2a"));
            }
            long ours = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("bluetooth-"))
                    .count();
            reporter.publishEntry(Map.of(
                    "resident KiB more", String.valueOf(residentKib() - before),
                    "heap KiB more", String.valueOf(heapKib() - heapBefore),
                    "threads of the room", String.valueOf(ours),
                    "threads before", String.valueOf(threadsBefore)));
            assertThat(talking).hasSize(12);
        }
    }

    private static long heapKib() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
