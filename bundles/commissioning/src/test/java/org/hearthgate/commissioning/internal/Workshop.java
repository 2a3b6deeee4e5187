package org.hearthgate.commissioning.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.hearthgate.api.commissioning.Assignment;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.osgi.BareFramework;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundle as it is shipped, in a real framework with the real standard services, a toy adapter and a home's config folder. */
final class Workshop implements AutoCloseable {
    private static final List<String> BUNDLES = List.of(
            "jackson-core",
            "jackson-databind",
            "jackson-annotations",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.log",
            "org.apache.felix.metatype",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr");

    final ManualClock clock = new ManualClock(NOON);
    final ToyRadio radio = new ToyRadio("air");
    final InMemoryObservationStore store = new InMemoryObservationStore();
    private final BareFramework framework;
    private final Path config;
    private final Commissioning desk;

    /** Starts a framework with what is written in the config folder, as the launcher does. */
    Workshop(FrameworkFactory frameworks, Path folder, boolean pairing) throws Exception {
        config = Files.createDirectories(folder.resolve("config"));
        Path cache = Files.createTempDirectory(folder, "cache");
        framework = BareFramework.start(
                frameworks, cache, "org.osgi.service.cm;version=1.6.1", "org.osgi.service.log;version=1.5.0");
        BundleContext context = framework.context();
        context.registerService(HubClock.class, clock, null);
        context.registerService(Household.class, FixedHousehold.of("Anna", "Ben"), null);
        context.registerService(ObservationStore.class, store, null);
        context.registerService(ObservationSink.class, new Sink(), null);
        context.registerService(DeviceDiscovery.class, radio, null);
        context.registerService(DeviceKind.class, new ToyKind(pairing, false), null);
        var installed = new ArrayList<Bundle>();
        for (String name : BUNDLES) {
            installed.add(framework.install("/" + name + "-"));
        }
        installed.add(framework.install("/commissioning/target/classes"));
        installed.add(context.installBundle(toy(cache).toUri().toString()));
        for (Bundle bundle : installed) {
            bundle.start();
            if (bundle.getSymbolicName().endsWith(".configadmin")) {
                configure();
            }
        }
        desk = framework.service(Commissioning.class);
    }

    Commissioning desk() {
        return desk;
    }

    Path config() {
        return config;
    }

    ConfigurationAdmin admin() throws Exception {
        return framework.service(ConfigurationAdmin.class);
    }

    private void configure() throws Exception {
        ConfigurationAdmin admin = framework.service(ConfigurationAdmin.class);
        try (Stream<Path> files = Files.list(config)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                var pid = new Pid(file.getFileName().toString().replace(".json", ""));
                new Configurations(admin, Realm.DEVICES).put(pid, values(file));
            }
        }
        new Configurations(admin, Realm.DEVICES)
                .put(new Pid(CommissioningConfig.PID), Map.of("directory", config.toString(), "startWithinSeconds", 5));
    }

    static Map<String, Object> values(Path file) throws IOException {
        var values = new Hashtable<String, Object>();
        for (Map.Entry<String, JsonNode> one :
                new ObjectMapper().readTree(file.toFile()).properties()) {
            JsonNode value = one.getValue();
            values.put(
                    one.getKey(),
                    value.isBoolean() ? value.asBoolean() : value.isNumber() ? value.numberValue() : value.asText());
        }
        return values;
    }

    /** Commits at once and tells whoever listens, as ingest does. */
    private final class Sink implements ObservationSink {
        @Override
        public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
            List<Receipt> receipts = store.append(observations);
            try {
                for (ServiceReference<ObservationListener> one :
                        framework.context().getServiceReferences(ObservationListener.class, null)) {
                    ObservationListener listener = framework.context().getService(one);
                    if (listener != null) {
                        listener.committed(List.of(new StoredObservation(store.lastPosition(), observations.get(0))));
                    }
                }
            } catch (org.osgi.framework.InvalidSyntaxException e) {
                throw new IllegalStateException(e);
            }
            return CompletableFuture.completedFuture(receipts);
        }

        @Override
        public void quarantine(Quarantined refused) {
            store.quarantine(List.of(refused));
        }
    }

    private static Path toy(Path folder) throws IOException {
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, "org.hearthgate.adapter.toy");
        main.putValue(Constants.BUNDLE_VERSION, "1");
        main.putValue(
                Constants.IMPORT_PACKAGE,
                "org.hearthgate.api.device,org.hearthgate.api.gatt,org.hearthgate.api.ingest,org.hearthgate.api.observation");
        main.putValue("Service-Component", "OSGI-INF/toy.xml");
        Path jar = folder.resolve("toy.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                var entries = new JarOutputStream(out, manifest)) {
            copy(entries, "toy/OSGI-INF/toy.xml", "OSGI-INF/toy.xml");
            copy(entries, "toy/OSGI-INF/metatype/toy.xml", "OSGI-INF/metatype/toy.xml");
            String adapter = "org/hearthgate/commissioning/toy/ToyAdapter.class";
            copy(entries, adapter, adapter);
        }
        return jar;
    }

    private static void copy(JarOutputStream jar, String from, String to) throws IOException {
        jar.putNextEntry(new JarEntry(to));
        try (InputStream in = Workshop.class.getResourceAsStream("/" + from)) {
            in.transferTo(jar);
        }
        jar.closeEntry();
    }

    static Assignment anna(String address) {
        return new Assignment(new DeviceAddress("air", address), "toy", ANNA, "Anna's sensor", Map.of());
    }

    static <T> T get(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(20, TimeUnit.SECONDS);
    }

    /** {@return why the desk refused} */
    static CommissioningException refusal(CompletableFuture<?> future) throws InterruptedException, TimeoutException {
        try {
            get(future);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommissioningException refusal) {
                return refusal;
            }
            throw new AssertionError(e);
        }
        throw new AssertionError("it was not refused");
    }

    @Override
    public void close() throws Exception {
        framework.close();
    }
}
