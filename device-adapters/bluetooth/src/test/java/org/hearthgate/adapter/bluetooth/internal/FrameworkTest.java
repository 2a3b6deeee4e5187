package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.adapter.bluetooth.peer.PrivateBus;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.osgi.BareFramework;
import org.hearthgate.testkit.osgi.Equinox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundle as it is shipped, in both frameworks: does it resolve with what the hub has, and does it find the bus? */
@Timeout(60)
class FrameworkTest {
    private static final List<String> BUNDLES = List.of(
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr");

    @TempDir
    private Path cache;

    @Test
    void comes_up_in_felix() throws Exception {
        comesUp(new org.apache.felix.framework.FrameworkFactory());
    }

    @Test
    void comes_up_in_equinox() throws Exception {
        try (var equinox = new Equinox()) {
            comesUp(equinox.factory());
        }
    }

    private void comesUp(FrameworkFactory frameworks) throws Exception {
        try (var framework = BareFramework.start(frameworks, cache, "org.osgi.service.cm;version=1.6.1")) {
            BundleContext context = framework.context();
            context.registerService(HubClock.class, ManualClock.at("2026-11-21T12:00:00Z"), null);
            context.registerService(Household.class, FixedHousehold.of("Anna"), null);
            Bundle bluetooth = framework.install("/bluetooth/target/classes");
            framework.startAll(BUNDLES);
            try (var bus = PrivateBus.start();
                    var bluez = BluezDouble.on(bus.address())) {
                configure(framework, bus.address());
                bluetooth.start();
                GattLink link = framework.service(GattLink.class);
                var heard = new CopyOnWriteArrayList<String>();
                Peripheral sensor = bluez.peripheral("00:00:5E:00:53:01").having(0x181F, 0x2AA7, "", "notify");
                sensor.bonded();

                GattHold hold = link.hold(
                        new BluetoothAddress("00:00:5E:00:53:01"),
                        Talker.keeping(Talker.listeningTo(0x181F, 0x2AA7, heard)));

                soon().until(() -> sensor.sends(0x181F, 0x2AA7, "2a"));
                soon().until(() -> heard.contains("2a"));
                assertThat(hold.status().state()).isEqualTo(GattHold.State.TALKING);
                assertThat(bluetooth.getState()).isEqualTo(Bundle.ACTIVE);
                bluetooth.stop();
                assertThat(sensor.connected()).isFalse();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("bluetooth-"));
    }

    private static void configure(BareFramework framework, String busAddress) throws Exception {
        framework
                .service(ConfigurationAdmin.class)
                .getConfiguration(Settings.PID, "?")
                .update(new Hashtable<>(Map.of("busAddress", busAddress)));
    }
}
