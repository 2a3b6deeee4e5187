package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.adapter.bluetooth.internal.Radios.soon;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

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
            context.registerService(HubClock.class, ManualClock.at("2026-11-21T12:00:00Z"), null);
            context.registerService(Household.class, FixedHousehold.of("Anna"), null);
            var installed = new ArrayList<Bundle>();
            for (String name : BUNDLES) {
                installed.add(context.installBundle("reference:file:" + onClasspath("/" + name + "-")));
            }
            Bundle bluetooth = context.installBundle("reference:file:" + onClasspath("/bluetooth/target/classes"));
            for (Bundle bundle : installed) {
                bundle.start();
            }
            try (var bus = PrivateBus.start();
                    var bluez = BluezDouble.on(bus.address())) {
                configure(context, bus.address());
                bluetooth.start();
                var links = new ServiceTracker<GattLink, GattLink>(context, GattLink.class, null);
                links.open();
                GattLink link = links.waitForService(10_000);
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
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("bluetooth-"));
    }

    private static void configure(BundleContext context, String busAddress) throws Exception {
        var admins =
                new ServiceTracker<ConfigurationAdmin, ConfigurationAdmin>(context, ConfigurationAdmin.class, null);
        admins.open();
        admins.waitForService(10_000)
                .getConfiguration(Settings.PID, "?")
                .update(new Hashtable<>(Map.of("busAddress", busAddress)));
    }

    /** The test's own copy of the api, at the versions it says it has. */
    private static List<String> apiPackages() throws IOException {
        URL api = GattLink.class.getProtectionDomain().getCodeSource().getLocation();
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

    /** As the launcher exports them, slf4j at both versions; the api and configuration admin too, so that test and bundle mean the same types. */
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
