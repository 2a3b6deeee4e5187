package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
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
        // both frameworks carry a copy of the same resolver, one of them signed: Equinox gets its own loader for its
        // own classes
        try (var loader = new EquinoxLoader(
                Path.of(onClasspath("/org.eclipse.osgi-")).toUri().toURL())) {
            comesUp((FrameworkFactory) loader.loadClass("org.eclipse.osgi.launch.EquinoxFactory")
                    .getConstructor()
                    .newInstance());
        }
    }

    /** Equinox's own classes from its jar, the OSGi types from the test's class path. */
    private static final class EquinoxLoader extends URLClassLoader {
        EquinoxLoader(URL jar) {
            super(new URL[] {jar}, FrameworkTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                boolean own = name.startsWith("org.eclipse.") || name.startsWith("org.apache.felix.resolver.");
                Class<?> loaded = findLoadedClass(name);
                return own ? loaded == null ? findClass(name) : loaded : super.loadClass(name, resolve);
            }
        }
    }

    private void comesUp(FrameworkFactory frameworks) throws Exception {
        var framework = frameworks.newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE,
                cache.toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                sharedWithTheTest(),
                "felix.log.level",
                "1"));
        framework.start();
        try {
            BundleContext context = framework.getBundleContext();
            var sink = new RecordingSink();
            context.registerService(ObservationSink.class, sink, null);
            context.registerService(HubClock.class, new org.hearthgate.testkit.ManualClock(Packs.NOON), null);
            var installed = new ArrayList<Bundle>();
            for (String name : BUNDLES) {
                installed.add(context.installBundle("reference:file:" + onClasspath("/" + name + "-")));
            }
            Bundle coap = context.installBundle("reference:file:" + onClasspath("/coap/target/classes"));
            for (Bundle bundle : installed) {
                bundle.start();
            }
            configure(context); // first, so that the test never takes the real ports
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
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("coap-"));
    }

    private static void configure(BundleContext context) throws Exception {
        var admins =
                new ServiceTracker<ConfigurationAdmin, ConfigurationAdmin>(context, ConfigurationAdmin.class, null);
        admins.open();
        ConfigurationAdmin admin = admins.waitForService(10_000);
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

    /** As the launcher exports them, slf4j at both versions; the api and configuration admin too, so that test and bundle mean the same types. */
    /** The test's own copy of the api, at the versions it says it has. */
    private static List<String> apiPackages() throws IOException {
        URL api = ObservationSink.class.getProtectionDomain().getCodeSource().getLocation();
        try (var alone = new URLClassLoader(new URL[] {api}, null);
                InputStream manifest = alone.getResourceAsStream("META-INF/MANIFEST.MF")) {
            String exports = new Manifest(manifest).getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
            return Pattern.compile("(org\\.hearthgate\\.api\\.[a-z]+);version=\"([0-9.]+)\"")
                    .matcher(exports)
                    .results()
                    .map(export -> export.group(1) + ";version=" + export.group(2))
                    .toList();
        }
    }

    private static String sharedWithTheTest() throws IOException {
        var packages = new ArrayList<>(List.of("org.osgi.service.cm;version=1.6.1"));
        for (String version : List.of("2.0.20", "1.7.36")) {
            packages.add("org.slf4j;version=" + version);
            packages.add("org.slf4j.event;version=" + version);
            packages.add("org.slf4j.helpers;version=" + version);
            packages.add("org.slf4j.spi;version=" + version);
        }
        packages.addAll(apiPackages());
        return String.join(",", packages);
    }

    private static String onClasspath(String part) {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> entry.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " is not on the class path"));
    }
}
