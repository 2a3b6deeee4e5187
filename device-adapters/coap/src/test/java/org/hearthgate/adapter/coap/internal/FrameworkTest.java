package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.testkit.RecordingSink;
import org.hearthgate.testkit.osgi.BareFramework;
import org.hearthgate.testkit.osgi.Equinox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** The bundle as it is shipped, in both frameworks: does it resolve with what the hub has, and does configuration open the door? */
@Timeout(60)
class FrameworkTest {
    private static final List<String> BUNDLES = List.of(
            "jackson-core",
            "jackson-databind",
            "jackson-annotations",
            "jackson-dataformat-cbor",
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
            var sink = new RecordingSink();
            context.registerService(ObservationSink.class, sink, null);
            context.registerService(HubClock.class, new org.hearthgate.testkit.ManualClock(Packs.NOON), null);
            Bundle coap = framework.install("/coap/target/classes");
            framework.startAll(BUNDLES);
            configure(framework); // first, so that the test never takes the real ports
            coap.start();

            URI plain = endpoint(context, "coap");
            URI secure = endpoint(context, "coaps");

            assertThat(coap.getState()).isEqualTo(Bundle.ACTIVE);
            try (var outside = new RunningDoor(new RecordingSink())) {
                byte[] body = Packs.utf8(Packs.glucose("100"));
                assertThat(RunningDoor.ask(outside.client(), RunningDoor.post(plain, body, 110))
                                .getCode())
                        .isEqualTo(ResponseCode.CHANGED);
                assertThat(RunningDoor.ask(
                                        outside.client("anna", RunningDoor.ANNAS_KEY),
                                        RunningDoor.post(secure, Packs.toCbor(Packs.glucose("100")), 112))
                                .getCode())
                        .isEqualTo(ResponseCode.CHANGED);
            }
            assertThat(sink.taken()).hasSize(2);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("coap-"));
    }

    private static void configure(BareFramework framework) throws Exception {
        ConfigurationAdmin admin = framework.service(ConfigurationAdmin.class);
        admin.getFactoryConfiguration(CoapDevice.PID, "sensor", "?")
                .update(new Hashtable<>(
                        Map.of("person", "anna", "deviceUrn", Packs.DEVICE, ".psk", RunningDoor.ANNAS_KEY)));
        admin.getConfiguration(CoapAdapter.PID, "?")
                .update(new Hashtable<>(Map.of("port", 0, "securePort", 0, "secureHost", "127.0.0.1")));
    }

    private static URI endpoint(BundleContext context, String name) throws Exception {
        var filter = context.createFilter(
                "(&(objectClass=" + HubEndpoint.class.getName() + ")(" + HubEndpoint.NAME + "=" + name + "))");
        var tracker = new ServiceTracker<HubEndpoint, HubEndpoint>(context, filter, null);
        tracker.open();
        HubEndpoint endpoint = tracker.waitForService(10_000);
        assertThat(endpoint).as("endpoint %s", name).isNotNull();
        return endpoint.uri();
    }
}
