package org.hearthgate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * One running framework: the bundles of the distribution and the settings of a home. The settings are in place before the first
 * component looks at them, so nothing starts twice.
 */
final class Gateway implements AutoCloseable {
    /** Where the distribution lies: {@code bundles/} beside {@code lib/}; set by the script. */
    static final String DISTRIBUTION = "hearthgate.distribution";

    private static final long STOP_WITHIN_MILLIS = 15_000;
    private static final String SLF4J_PACKAGES = Stream.of("2.0.20", "1.7.36")
            .map(version -> "org.slf4j;version=" + version + ",org.slf4j.event;version=" + version
                    + ",org.slf4j.helpers;version=" + version + ",org.slf4j.spi;version=" + version)
            .reduce((first, second) -> first + "," + second)
            .orElseThrow();

    private final Framework framework;

    private Gateway(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts the bundles with these settings.
     *
     * @param cache folder for the framework's own files; emptied
     * @param wanted which bundle files of the distribution take part
     */
    static Gateway start(Settings settings, Path cache, Predicate<String> wanted) {
        return start(
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow(() -> Failure.internal("no OSGi framework on the class path", null)),
                settings,
                cache,
                wanted);
    }

    /** Starts them on a given framework. */
    static Gateway start(FrameworkFactory factory, Settings settings, Path cache, Predicate<String> wanted) {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                SLF4J_PACKAGES + ",org.osgi.service.cm;version=1.6.1,org.osgi.service.log;version=1.5.0");
        properties.put("felix.log.level", "1");
        properties.put("ds.showerrors", "true");
        // without a home's own word the page is served on loopback alone
        properties.put("org.apache.felix.http.require.config", "true");
        Framework framework = factory.newFramework(properties);
        var gateway = new Gateway(framework);
        try {
            framework.start(); // empty, so that each bundle really starts when it is told to
            FrameworkLog.follow(framework.getBundleContext());
            gateway.install(settings, wanted);
            return gateway;
        } catch (BundleException | IOException e) {
            gateway.close();
            throw Failure.internal("the framework did not start: " + e.getMessage(), e);
        }
    }

    private void install(Settings settings, Predicate<String> wanted) throws BundleException, IOException {
        BundleContext context = framework.getBundleContext();
        var bundles = new ArrayList<Bundle>();
        for (Path file : distributionBundles()) {
            if (wanted.test(file.getFileName().toString())) {
                bundles.add(context.installBundle("reference:" + file.toUri()));
            }
        }
        Bundle configurationAdmin = bundles.stream()
                .filter(bundle -> bundle.getSymbolicName().endsWith(".configadmin"))
                .findFirst()
                .orElseThrow(() -> Failure.internal("the distribution has no ConfigurationAdmin", null));
        configurationAdmin.start();
        configure(context, settings);
        // SCR last: every component then finds its bundle resolved and its settings in place
        bundles.sort(java.util.Comparator.comparing(
                bundle -> bundle.getSymbolicName().endsWith(".scr")));
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    private static void configure(BundleContext context, Settings settings) throws IOException {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = context.getService(reference);
        for (Map.Entry<String, Map<String, Object>> entry : settings.all().entrySet()) {
            String pid = entry.getKey();
            int tilde = pid.indexOf('~');
            var configuration = tilde < 0
                    ? admin.getConfiguration(pid, "?")
                    : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), "?");
            Dictionary<String, Object> values = new Hashtable<>(entry.getValue());
            configuration.update(values);
        }
    }

    /** {@return the files of the distribution's bundles} */
    static List<Path> distributionBundles() throws IOException {
        String distribution = System.getProperty(DISTRIBUTION);
        if (distribution == null) {
            throw Failure.internal("start this through gateway-config/hub", null);
        }
        try (Stream<Path> files = Files.list(Path.of(distribution, "bundles"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** {@return the first service of this type that matches the filter} */
    Optional<ServiceReference<?>> service(String type, String filter) {
        BundleContext context = framework.getBundleContext();
        if (context == null) { // stopped meanwhile
            return Optional.empty();
        }
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type, filter);
            return found == null ? Optional.empty() : Optional.of(found[0]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        } catch (IllegalStateException e) { // stopped meanwhile
            return Optional.empty();
        }
    }

    /** {@return all services of this type} */
    List<Object> services(String type) {
        try {
            ServiceReference<?>[] found = framework.getBundleContext().getAllServiceReferences(type, null);
            return found == null
                    ? List.of()
                    : Stream.of(found)
                            .map(reference ->
                                    (Object) framework.getBundleContext().getService(reference))
                            .filter(java.util.Objects::nonNull)
                            .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(type, e);
        }
    }

    Object get(ServiceReference<?> reference) {
        return framework.getBundleContext().getService(reference);
    }

    /** {@return names of bundles that should be active and are not} */
    List<String> inactiveBundles() {
        return Stream.of(framework.getBundleContext().getBundles())
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    int bundleCount() {
        return framework.getBundleContext().getBundles().length;
    }

    /** {@return whether the framework was stopped by somebody within this time} */
    boolean await(Duration patience) throws InterruptedException {
        return framework.waitForStop(patience.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    }

    /** Waits until the framework has been stopped by somebody. */
    void await() throws InterruptedException {
        FrameworkEvent event;
        do {
            event = framework.waitForStop(0);
        } while (event.getType() == FrameworkEvent.STOPPED_UPDATE);
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_WITHIN_MILLIS);
        } catch (BundleException e) {
            throw Failure.internal("the framework did not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
