package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.adapter.bluetooth.peer.PrivateBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The double is no better than a stranger's opinion of it: BlueZ's own command takes it for BlueZ. */
@Timeout(60)
class BluetoothctlTest {
    private static final String SENSOR = "00:00:5E:00:53:01";

    @Test
    void bluetoothctl_takes_the_double_for_the_real_one() throws Exception {
        Path program = PrivateBus.requireProgram("bluetoothctl", "bluez");
        try (var bus = PrivateBus.start();
                var bluez = BluezDouble.on(bus.address());
                var screen = new Screen(program, bus.address())) {
            Peripheral sensor = bluez.peripheral(SENSOR)
                    .named("Sensor")
                    .offering(0x181F)
                    .having(0x181F, 0x2AA9, "0f0000", "read")
                    .having(0x181F, 0x2AA7, "", "notify");
            screen.shows("Agent registered");
            screen.type("show");
            screen.shows("Controller 00:00:5E:00:52:00");
            screen.shows("Powered: yes");
            screen.type("scan on");
            soon().until(() -> bluez.searching("hci0"));
            sensor.advertises(-60);
            screen.shows("Device " + SENSOR + " Sensor");
            screen.type("connect " + SENSOR);
            screen.shows("Connection successful");
            screen.type("menu gatt");
            screen.type("list-attributes " + SENSOR);
            screen.shows("CGM Status");
            screen.type("select-attribute /org/bluez/hci0/dev_00_00_5E_00_53_01/service0010/char0011");
            screen.type("read");
            screen.shows("0f 00 00");
            screen.type("select-attribute /org/bluez/hci0/dev_00_00_5E_00_53_01/service0010/char0012");
            screen.type("notify on");
            screen.shows("Notify started");
            sensor.sends(0x181F, 0x2AA7, "2a2b");
            screen.shows("2a 2b");
        }
    }

    /** What a person at a terminal types and sees. */
    private static final class Screen implements AutoCloseable {
        private final Process process;
        private final Writer keyboard;
        private final StringBuffer seen = new StringBuffer();
        private final Thread eye = new Thread(this::look, "test-eye");

        Screen(Path program, String busAddress) throws IOException {
            var builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
            builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", busAddress);
            process = builder.start();
            keyboard = process.outputWriter(StandardCharsets.UTF_8);
            eye.setDaemon(true);
            eye.start();
        }

        private void look() {
            try (Reader out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
                for (int letter = out.read(); letter >= 0; letter = out.read()) {
                    seen.append((char) letter);
                }
            } catch (IOException e) {
                seen.append("\n(the screen is off)"); // as it is when the program was ended
            }
        }

        void type(String line) throws IOException {
            keyboard.write(line + "\n");
            keyboard.flush();
        }

        void shows(String words) {
            soon().untilAsserted(() -> assertThat(seen.toString()).contains(words));
        }

        @Override
        public void close() throws IOException, InterruptedException {
            process.destroy();
            process.waitFor();
            eye.join();
        }
    }
}
