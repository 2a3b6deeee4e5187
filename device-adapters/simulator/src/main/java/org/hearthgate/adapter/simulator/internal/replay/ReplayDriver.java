package org.hearthgate.adapter.simulator.internal.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Runs the replay on a thread of its own as soon as the pipeline, the alerting and the rules are there, and tells the outcome.
 *
 * <p>Rules come one by one while bundles start, and a rule that comes late would have missed rows. So the replay waits until none has
 * come or gone for {@link ReplayConfig#settleMilliseconds}; the standard key {@code rules.cardinality.minimum} makes it wait for a number.
 */
@Component(
        name = ReplayConfig.PID,
        configurationPid = ReplayConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
@Designate(ocd = ReplayConfig.class)
public final class ReplayDriver {
    private final ReplayOutcome outcome;
    private final ReplayClock clock;
    private final ReplayLog log;
    private final ObservationSink sink;
    private final AlertBoard board;
    private final Household household;
    private final ReplayConfig config;
    private final Thread thread = new Thread(this::run, "replay");
    private final Object rules = new Object();
    private long ruleChangedAtNanos = System.nanoTime();
    private boolean running;
    private boolean changedWhileRunning;

    /** Takes everything in hand; {@link #start} begins. */
    @Activate
    public ReplayDriver(
            @Reference ReplayOutcome outcome,
            @Reference ReplayClock clock,
            @Reference ReplayLog log,
            @Reference ObservationSink sink,
            @Reference AlertBoard board,
            @Reference Household household,
            ReplayConfig config) {
        this.outcome = outcome;
        this.clock = clock;
        this.log = log;
        this.sink = sink;
        this.board = board;
        this.household = household;
        this.config = config;
    }

    @Reference(name = "rules", cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void addRule(AlertRule rule) {
        ruleChanged();
    }

    void removeRule(AlertRule rule) {
        ruleChanged();
    }

    private void ruleChanged() {
        synchronized (rules) {
            ruleChangedAtNanos = System.nanoTime();
            changedWhileRunning |= running;
        }
    }

    @Activate
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        if (outcome.isDone()) {
            return;
        }
        RefusedRows refused = RefusedRows.told();
        try (PersonCsv csv = PersonCsv.open(Path.of(config.file()), ZoneId.of(config.zone()), refused)) {
            var person = new PersonId(config.person());
            if (household.person(person).isEmpty()) {
                throw new IllegalArgumentException(
                        "Person '" + person + "' does not live in this home; name one that does");
            }
            awaitStillRules();
            Optional<Path> summary =
                    config.summary().isBlank() ? Optional.empty() : Optional.of(Path.of(config.summary()));
            outcome.complete(
                    new Replay(person, clock, sink, board, log, refused, this::rulesChanged, summary).run(csv));
        } catch (InterruptedException e) {
            outcome.hubFailed("The replay was stopped because something it needs went away; run it again", e);
        } catch (IOException e) {
            outcome.badData("Cannot read " + config.file() + " or write " + config.out() + ": " + e);
        } catch (IllegalArgumentException e) {
            outcome.badData(e.getMessage());
        } catch (RuntimeException e) { // the thread's edge: whoever waits for the outcome must hear of it
            outcome.hubFailed(e.getMessage(), e);
        }
    }

    private void awaitStillRules() throws InterruptedException {
        long still = TimeUnit.MILLISECONDS.toNanos(config.settleMilliseconds());
        synchronized (rules) {
            long left = still - (System.nanoTime() - ruleChangedAtNanos);
            while (left > 0) {
                TimeUnit.NANOSECONDS.timedWait(rules, left);
                left = still - (System.nanoTime() - ruleChangedAtNanos);
            }
            running = true;
        }
    }

    private boolean rulesChanged() {
        synchronized (rules) {
            return changedWhileRunning;
        }
    }

    /** Ends the thread. A replay that has begun cannot be taken up again, so its outcome fails. */
    @Deactivate
    void close() throws InterruptedException {
        synchronized (rules) {
            changedWhileRunning |= running;
        }
        thread.interrupt();
        thread.join();
    }
}
