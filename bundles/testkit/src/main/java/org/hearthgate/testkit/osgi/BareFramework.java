package org.hearthgate.testkit.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.Observation;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A running framework whose bundles come off the test's class path. It shares the contracts, slf4j (at both versions, as the launcher does)
 * and what else is named with the test, so that test and bundle mean the same types.
 */
public final class BareFramework implements AutoCloseable {
    private static final long STARTS_WITHIN_MILLIS = 10_000;
    private static final long ENDS_WITHIN_MILLIS = 20_000;

    private final Framework framework;

    private BareFramework(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts one without a bundle.
     *
     * @param cache an empty folder
     * @param shared packages beside contracts and slf4j, each with its version, e.g. {@code org.osgi.service.cm;version=1.6.1}
     */
    public static BareFramework start(FrameworkFactory frameworks, Path cache, String... shared)
            throws BundleException, IOException {
        var packages = new ArrayList<>(List.of(shared));
        for (String version : List.of("2.0.20", "1.7.36")) {
            for (String name : List.of("org.slf4j", "org.slf4j.event", "org.slf4j.helpers", "org.slf4j.spi")) {
                packages.add(name + ";version=" + version);
            }
        }
        packages.addAll(contracts());
        Framework framework = frameworks.newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE,
                cache.toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                String.join(",", packages),
                "felix.log.level",
                "1"));
        framework.start();
        return new BareFramework(framework);
    }

    /** The test's own copy of the contracts, at the versions it says it has. */
    private static List<String> contracts() throws IOException {
        URL api = Observation.class.getProtectionDomain().getCodeSource().getLocation();
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

    /** {@return the first entry of the class path that holds this text} */
    public static String onClasspath(String part) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " is not on the class path"));
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs what lies on the class path under this text, e.g. {@code /org.apache.felix.scr-}, without starting it. */
    public Bundle install(String part) throws BundleException {
        return context().installBundle("reference:file:" + onClasspath(part));
    }

    /** Installs libraries by their artifacts' names, all of them before the first is started. */
    public void startAll(List<String> artifacts) throws BundleException {
        var installed = new ArrayList<Bundle>();
        for (String name : artifacts) {
            installed.add(install("/" + name + "-"));
        }
        for (Bundle bundle : installed) {
            bundle.start();
        }
    }

    /** {@return a service of this type, as soon as there is one} */
    public <T> T service(Class<T> type) throws InterruptedException {
        var tracker = new ServiceTracker<T, T>(context(), type, null);
        tracker.open(true); // the test's class path has the room, too, and Felix takes its types for strangers
        T service = tracker.waitForService(STARTS_WITHIN_MILLIS);
        assertThat(service).as(type.getName()).isNotNull();
        return service;
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(ENDS_WITHIN_MILLIS);
    }
}
