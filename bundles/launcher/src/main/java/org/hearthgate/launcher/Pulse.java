package org.hearthgate.launcher;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.osgi.framework.ServiceReference;

/**
 * Tells systemd that the hub lives, as long as the watchdog inside says that the road to an alarm moves. Whatever hangs, the framework
 * included, ends it, and then systemd starts the hub anew.
 */
final class Pulse {
    private static final String FILTER = "(hearthgate.heartbeat=watchdog)";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /**
     * In safe mode a restart has not helped: the watchdog sounds for so long before the next one is tried.
     */
    private static final Duration SOUNDS_FOR = Duration.ofMinutes(10);

    private final Gateway gateway;
    private final ServiceManager manager;
    private final StartMode mode;
    private final ExecutorService asking =
            Executors.newSingleThreadExecutor(task -> daemon(task, "hearthgate-pulse-ask"));
    private Optional<Long> standingSince = Optional.empty();

    Pulse(Gateway gateway, ServiceManager manager, StartMode mode) {
        this.gateway = gateway;
        this.manager = manager;
        this.mode = mode;
    }

    /** Begins, where somebody listens; ends with the process. */
    void begin() {
        manager.watchdog().ifPresent(within -> {
            var beat = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "hearthgate-pulse"));
            long period = Math.max(1, within.toMillis() / 3);
            beat.scheduleAtFixedRate(this::beat, period, period, TimeUnit.MILLISECONDS);
        });
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void beat() {
        Optional<String> trouble = trouble();
        if (trouble.isEmpty()) {
            standingSince = Optional.empty();
            manager.alive(
                    mode == StartMode.WHOLE ? "The road to an alarm moves" : "Safe mode; the road to an alarm moves");
            return;
        }
        long now = System.nanoTime();
        standingSince = standingSince.or(() -> Optional.of(now));
        String words = "The road to an alarm stands still: " + trouble.get();
        if (mode != StartMode.WHOLE && now - standingSince.get() < SOUNDS_FOR.toNanos()) {
            manager.alive(words);
        } else {
            manager.status(words);
        }
    }

    /** {@return why the hub should be started anew; empty while it should not} */
    private Optional<String> trouble() {
        Future<String> answer = asking.submit(this::ask);
        try {
            String reason = answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.of("the hub does not answer");
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the hub is stopping");
        }
    }

    private String ask() {
        ServiceReference<?> heartbeat = gateway.service(Supplier.class.getName(), FILTER)
                .orElseThrow(() -> new IllegalStateException("the watchdog is not there"));
        return gateway.get(heartbeat) instanceof Supplier<?> supplier
                ? String.valueOf(supplier.get())
                : "the watchdog is just going";
    }
}
