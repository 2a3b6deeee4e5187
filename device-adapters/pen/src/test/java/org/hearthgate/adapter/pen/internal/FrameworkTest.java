package org.hearthgate.adapter.pen.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

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
            var kitchen = new Kitchen();
            context.registerService(ObservationSink.class, kitchen, null);
            context.registerService(ObservationStore.class, kitchen.store, null);
            context.registerService(HubClock.class, kitchen.clock, null);
            context.registerService(Household.class, FixedHousehold.of("Anna"), null);
            var installed = new ArrayList<Bundle>();
            for (String name : BUNDLES) {
                installed.add(context.installBundle("reference:file:" + onClasspath("/" + name + "-")));
            }
            Bundle pen = context.installBundle("reference:file:" + onClasspath("/pen/target/classes"));
            for (Bundle bundle : installed) {
                bundle.start();
            }
            pen.start();

            var wiring = pen.adapt(BundleWiring.class);
            assertThat(wiring.getRequiredWires("osgi.wiring.package"))
                    .as("the framework exports what the JDK has")
                    .anyMatch(wire -> "javax.smartcardio"
                            .equals(wire.getCapability().getAttributes().get("osgi.wiring.package")));
            assertThat(service(context, DeviceDiscovery.class).transport()).isEqualTo("nfc");
            assertThat(service(context, DeviceKind.class).factoryPid()).isEqualTo(PenAdapter.PID);
            assertThat(service(context, FrameDecoder.class).knows("183A", "2B28"))
                    .isTrue();
            assertThat(service(context, DoseCorrections.class)).isNotNull();
            service(context, ConfigurationAdmin.class)
                    .getFactoryConfiguration(PenAdapter.PID, "annas", "?")
                    .update(new Hashtable<>(Map.of("person", "anna", "serial", "SIMPEN")));
            assertThat(service(context, DeviceAdapter.class).devices())
                    .singleElement()
                    .satisfies(pens -> assertThat(pens.why()).isNotBlank());
            assertThat(service(context, HealthProbe.class).name()).isEqualTo("nfc");
        } finally {
            framework.stop();
            framework.waitForStop(20_000);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("hearthgate-nfc"));
    }

    private static <T> T service(BundleContext context, Class<T> type) throws Exception {
        var tracker = new ServiceTracker<T, T>(context, type, null);
        tracker.open(true); // the class path of the test has the room, too, and Felix takes its types for strangers
        T service = tracker.waitForService(10_000);
        assertThat(service).as(type.getName()).isNotNull();
        return service;
    }

    /** The test's own copy of the api, at the versions it says it has. */
    private static List<String> apiPackages() throws IOException {
        URL api = ObservationSink.class.getProtectionDomain().getCodeSource().getLocation();
        try (var alone = new URLClassLoader(new URL[] {api}, null);
                InputStream manifest = alone.getResourceAsStream("META-INF/MANIFEST.MF")) {
            String exports = new Manifest(manifest).getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
            return Pattern.compile("(org\\.hearthgate\\.api\\.[a-z0-9]+);version=\"([0-9.]+)\"")
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
