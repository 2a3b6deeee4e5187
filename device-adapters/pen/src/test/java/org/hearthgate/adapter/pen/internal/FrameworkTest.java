package org.hearthgate.adapter.pen.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.DoseCorrections;
import org.hearthgate.api.device.FrameDecoder;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.osgi.BareFramework;
import org.hearthgate.testkit.osgi.Equinox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundle as it is shipped, in both frameworks: does it find the JDK's smart cards, and do its services come up? */
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
            var kitchen = new Kitchen();
            context.registerService(ObservationSink.class, kitchen, null);
            context.registerService(ObservationStore.class, kitchen.store, null);
            context.registerService(HubClock.class, kitchen.clock, null);
            context.registerService(Household.class, FixedHousehold.of("Anna"), null);
            Bundle pen = framework.install("/pen/target/classes");
            framework.startAll(BUNDLES);
            pen.start();

            var wiring = pen.adapt(BundleWiring.class);
            assertThat(wiring.getRequiredWires("osgi.wiring.package"))
                    .as("the framework exports what the JDK has")
                    .anyMatch(wire -> "javax.smartcardio"
                            .equals(wire.getCapability().getAttributes().get("osgi.wiring.package")));
            assertThat(framework.service(DeviceDiscovery.class).transport()).isEqualTo("nfc");
            assertThat(framework.service(DeviceKind.class).factoryPid()).isEqualTo(PenAdapter.PID);
            assertThat(framework.service(FrameDecoder.class).knows("183A", "2B28"))
                    .isTrue();
            assertThat(framework.service(DoseCorrections.class)).isNotNull();
            framework
                    .service(ConfigurationAdmin.class)
                    .getFactoryConfiguration(PenAdapter.PID, "annas", "?")
                    .update(new Hashtable<>(Map.of("person", "anna", "serial", "SIMPEN")));
            assertThat(framework.service(DeviceAdapter.class).devices())
                    .singleElement()
                    .satisfies(pens -> assertThat(pens.why()).isNotBlank());
            assertThat(framework.service(HealthProbe.class).name()).isEqualTo("nfc");
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("hearthgate-nfc"));
    }
}
