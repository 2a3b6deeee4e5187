package org.hearthgate.it.faults.inside;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.store.ObservationStore;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The devices, the clock, the sounder and the saboteur of one round, as a bundle inside the real hub. Steered by system properties
 * {@code faults.*}, tells its story on standard output, and is itself never deployed.
 */
public final class FaultActivator implements BundleActivator {
    private static final int RULES = 5;
    private static final long NO_LIMIT = 1_000_000_000;
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(25);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(2).toNanos();

    private final Saboteur saboteur =
            new Saboteur(System.getProperty("faults.point", ""), Integer.getInteger("faults.passing", 1));
    private Sabotaged<ObservationStore> store;
    private Sabotaged<AlertJournal> journal;
    private HealthTeller health;

    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        store = new Sabotaged<>(
                context,
                ObservationStore.class,
                saboteur,
                Map.of("append", "before-commit", "advance", "judged"),
                Map.of("append", "committed", "next", "read-on", "advance", "advanced"));
        journal = new Sabotaged<>(
                context,
                AlertJournal.class,
                saboteur,
                Map.of("append", "before-journal"),
                Map.of("append", "journalled"));
        store.open();
        journal.open();
        var clock = new HandClock(Instant.ofEpochMilli(Long.getLong("faults.clock", 0)));
        context.registerService(HubClock.class, clock, null);
        var sounder = new Sounder(saboteur);
        context.registerService(AlertListener.class, sounder, null);
        health = new HealthTeller(context);
        run("faults-round", () -> round(context, clock, sounder));
    }

    private void round(BundleContext context, HandClock clock, Sounder sounder) {
        try {
            ObservationSink sink = service(context, ObservationSink.class);
            AlertBoard board = service(context, AlertBoard.class);
            Household household = service(context, Household.class);
            await("the people", () -> Optional.of(household.people()).filter(people -> people.size() == 2));
            await("the rules", () -> Optional.of(references(context, AlertRule.class))
                    .filter(rules -> rules.size() >= RULES));
            ObservationStore record = service(context, ObservationStore.class);
            AlertJournal alerts = service(context, AlertJournal.class);
            Testimony.of(record, alerts, Long.getLong("faults.annaFrom", 0), Long.getLong("faults.benFrom", 0));
            board.judged(record.lastPosition()).get(20, TimeUnit.SECONDS);
            sounder.takeUp(board);
            health.look();
            Wire.tell("READY");
            saboteur.arm();
            Thread anna = run(
                    "faults-anna",
                    new AnnasSensor(
                            sink,
                            board,
                            clock,
                            saboteur,
                            Long.getLong("faults.anna", 0),
                            Long.getLong("faults.annaLast", NO_LIMIT)));
            Thread ben = run(
                    "faults-ben",
                    new BensMeter(
                            sink, clock, Long.getLong("faults.ben", 0), Long.getLong("faults.benLast", NO_LIMIT)));
            if (Boolean.getBoolean("faults.testifyAtTheEnd")) {
                anna.join();
                ben.join();
                Wire.tell("testifying");
                Testimony.of(record, alerts, 0, 0);
                Wire.tell("TESTIFIED");
            }
            command(context);
        } catch (InterruptedException
                | ExecutionException
                | TimeoutException
                | RuntimeException e) { // the end of a thread: the harness has to hear why
            Wire.tell("failed", e);
        }
    }

    /** Runs a command of the hub again and again while the devices send, where the round asks for one. */
    private static void command(BundleContext context) throws InterruptedException {
        String line = System.getProperty("faults.command", "");
        if (line.isEmpty()) {
            return;
        }
        List<String> words = List.of(line.split(" "));
        HubCommand command = await("the command " + words.get(0), () -> references(context, HubCommand.class).stream()
                .map(context::getService)
                .filter(Objects::nonNull)
                .filter(one -> one.name().equals(words.get(0)))
                .findFirst());
        for (int left = Integer.getInteger("faults.commandTimes", Integer.MAX_VALUE); left > 0; left--) {
            Wire.tell("command", command.run(words.subList(1, words.size()), new ToldScreen()));
        }
    }

    private static final class ToldScreen implements HubCommand.Screen {
        @Override
        public void say(String line) {
            Wire.tell("said", line);
        }

        @Override
        public void complain(String line) {
            Wire.tell("complained", line);
        }
    }

    private static <T> T service(BundleContext context, Class<T> type) {
        return await(type.getSimpleName(), () -> {
            ServiceReference<T> reference = context.getServiceReference(type);
            return Optional.ofNullable(reference).map(context::getService);
        });
    }

    private static <T> List<ServiceReference<T>> references(BundleContext context, Class<T> type) {
        try {
            return List.copyOf(context.getServiceReferences(type, null));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }

    private static <T> T await(String what, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        throw new IllegalStateException("missing after " + STARTS_WITHIN.toSeconds() + " s: " + what);
    }

    private static Thread run(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void stop(BundleContext context) {
        health.close();
        store.close();
        journal.close();
    }
}
