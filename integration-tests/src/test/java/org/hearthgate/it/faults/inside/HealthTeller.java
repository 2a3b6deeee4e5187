package org.hearthgate.it.faults.inside;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Reads every health probe some times a second, as the page would, and tells each change of its word. */
final class HealthTeller implements AutoCloseable {
    private static final long EVERY_MILLIS = Duration.ofMillis(50).toMillis();

    private final ServiceTracker<HealthProbe, HealthProbe> probes;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var worker = new Thread(work, "faults-health");
        worker.setDaemon(true);
        return worker;
    });

    HealthTeller(BundleContext context) {
        probes = new ServiceTracker<>(context, HealthProbe.class, null);
        probes.open();
        thread.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void look() {
        for (HealthProbe probe : probes.getServices(new HealthProbe[0])) {
            Health health = probe.check();
            String word = health.status() + " " + health.message();
            // a good message may hold a number that changes all the time
            String key = health.status() == Health.Status.OK ? "OK" : word;
            if (!key.equals(told.put(probe.name(), key))) {
                Wire.tell("health", probe.name(), word);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        probes.close();
    }
}
