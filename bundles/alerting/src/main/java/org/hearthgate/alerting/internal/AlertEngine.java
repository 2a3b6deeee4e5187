package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.forecast.GlucoseForecaster;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptListener;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Keeps the life of every alert. One thread owns all state; a commit only wakes it, and it reads what is new from the record by its
 * cursor, so catching up after a crash is the same road as every day. What people do on the page waits in a bounded mailbox and holds no
 * lock. Owns no threshold: the rules are asked.
 */
@Component(
        configurationPid = "org.hearthgate.alerting",
        name = "org.hearthgate.alerting",
        service = {AlertBoard.class, ObservationListener.class, ReceiptListener.class, HealthProbe.class})
@Designate(ocd = AlertEngine.Config.class)
public final class AlertEngine implements AlertBoard, ObservationListener, ReceiptListener, HealthProbe {
    private static final int LONGEST_TICK_SECONDS = 5;

    /** How the alert engine works. */
    @ObjectClassDefinition(name = "Alert engine")
    public @interface Config {
        @AttributeDefinition(
                name = "Timer (seconds)",
                description = "Rules are judged this often even when nothing arrives",
                min = "5",
                max = "60")
        int timerSeconds() default 30;

        @AttributeDefinition(
                name = "Wait for a forecast (ms)",
                description =
                        "Rules that may look ahead wait so long for it at most; urgent ones never do. A replay, which has no"
                                + " night to guard and must give the same answer twice, sets it to 60000",
                min = "1",
                max = "60000")
        int forecastWaitMillis() default 5;

        @AttributeDefinition(
                name = "Required rules",
                description = "Each missing one is an alarm of its own, and the hub is not healthy")
        String[] requiredRules() default {"urgent-low", "low", "high", "falling-fast", "no-data"};

        @AttributeDefinition(
                name = "Extend while rising",
                description = "Classes whose snooze is extended while glucose clearly rises; never urgent-low")
        String[] extendWhileRising() default {"low", "predicted-low"};

        @AttributeDefinition(
                name = "Extend while falling",
                description = "Classes whose snooze is extended while glucose clearly falls")
        String[] extendWhileFalling() default {"high", "very-high"};
    }

    // null while there is none

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile GlucoseForecaster forecaster;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile Duty duty;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile Escalation escalation;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile Drill drill;

    private final Means means;
    private final Judging judging;
    private final AlertingThread thread;
    private final HubClock.Repetition timer;
    private final Duration period;
    private final int ticksPerPeriod;
    private int ticks;

    @Activate
    public AlertEngine(
            @Reference(name = "store") ObservationStore store,
            @Reference(name = "journal") AlertJournal journal,
            @Reference HubClock clock,
            @Reference Household household,
            Config config) {
        if (config.timerSeconds() < 5 || config.timerSeconds() > 60) {
            throw new IllegalArgumentException(
                    "org.hearthgate.alerting: timerSeconds must be 5 to 60, was " + config.timerSeconds());
        }
        if (config.forecastWaitMillis() < 1 || config.forecastWaitMillis() > 60_000) {
            throw new IllegalArgumentException("org.hearthgate.alerting: forecastWaitMillis must be 1 to 60000, was "
                    + config.forecastWaitMillis());
        }
        means = new Means(
                store,
                journal,
                clock,
                household,
                new RequiredRules(List.of(config.requiredRules())),
                new Recovery(Set.of(config.extendWhileRising()), Set.of(config.extendWhileFalling())),
                new Means.Optionals(
                        () -> forecaster,
                        Duration.ofMillis(config.forecastWaitMillis()),
                        () -> duty,
                        () -> escalation,
                        () -> drill));
        period = Duration.ofSeconds(config.timerSeconds());
        ticksPerPeriod = (config.timerSeconds() + LONGEST_TICK_SECONDS - 1) / LONGEST_TICK_SECONDS;
        thread = new AlertingThread();
        judging = new Judging(means, thread::reached);
        thread.start(judging::catchUp);
        timer = clock.every(period.dividedBy(ticksPerPeriod), "hearthgate-alerting-timer", this::tick);
    }

    /** On the timer's thread: everybody now and then, and meanwhile those for whom somebody is being called. */
    private void tick() {
        if (++ticks % ticksPerPeriod == 0) {
            thread.runAndWait(judging::judgeEverybody);
        } else if (means.caller().hasListeners() && judging.open().stream().anyMatch(means.plan()::climbs)) {
            thread.runAndWait(judging::judgeWhereItCalls);
        }
    }

    /** Rules come and go while the hub runs; a new one judges at once. */
    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addRule(AlertRule rule) {
        means.rules().add(rule);
        thread.post(judging::judgeEverybody);
    }

    void removeRule(AlertRule rule) {
        means.rules().remove(rule);
    }

    /** {@return the rules in hand} */
    List<AlertRule> rules() {
        return List.copyOf(means.rules());
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addListener(AlertListener listener) {
        means.listeners().add(listener);
    }

    void removeListener(AlertListener listener) {
        means.listeners().remove(listener);
    }

    /** Whoever delivers may come late, or again after an update: what calls now is put to them at once. */
    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addCallListener(CallListener listener) {
        means.caller().add(listener);
        thread.post(judging::greet);
    }

    void removeCallListener(CallListener listener) {
        means.caller().remove(listener);
    }

    /** What the next judgement finds round it; any thread, at once. */
    void surroundedBy(Surroundings.View view) {
        means.around = view;
    }

    @Deactivate
    void close() throws InterruptedException {
        timer.close();
        thread.stop();
        judging.close();
    }

    // ---- ObservationListener, ReceiptListener: any thread

    @Override
    public void committed(List<StoredObservation> committed) {
        thread.wake();
    }

    @Override
    public void uncommitted(List<Observation> uncommitted) {
        judging.leave(uncommitted);
        thread.wake();
    }

    @Override
    public void noted(Receipt receipt) {
        means.reach().noted(receipt);
    }

    // ---- AlertBoard: any thread

    @Override
    public List<Alert> open() {
        return judging.open();
    }

    @Override
    public CompletableFuture<Alert> acknowledge(String alertId, String by) {
        return thread.call(() -> judging.change(alertId, (life, now) -> life.acknowledge(now, by)));
    }

    @Override
    public CompletableFuture<Alert> snooze(String alertId, Duration snooze, String by) {
        return thread.call(() -> judging.change(alertId, (life, now) -> {
            String rule = life.open().orElseThrow().rule();
            Duration longest = means.rules().stream()
                    .filter(known -> known.id().equals(rule))
                    .findFirst()
                    .map(AlertRule::longestSnooze)
                    .orElse(Duration.ofMinutes(15));
            if (snooze.isZero() || snooze.isNegative() || snooze.compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        "a snooze of " + rule + " must be 1 to " + longest.toMinutes() + " minutes");
            }
            return life.snooze(now, snooze, by);
        }));
    }

    @Override
    public CompletableFuture<Void> judged(long position) {
        return thread.whenReached(position);
    }

    // ---- HealthProbe: any thread

    @Override
    public String name() {
        return "alerting";
    }

    @Override
    public boolean onAlarmPath() {
        return true;
    }

    @Override
    public Health check() {
        if (!thread.isAlive()) {
            return Health.failed("Alerting has stopped: restart the hub and use another alarm until it works");
        }
        if (!judging.trouble().isEmpty()) {
            return Health.failed("Alarms cannot be relied on: " + judging.trouble());
        }
        means.required().compare(means.rules());
        Set<String> silent = means.required().silent();
        if (!silent.isEmpty()) {
            return Health.failed("Required rules are not working: " + String.join(", ", silent));
        }
        Duration unjudged = means.clock().elapsed().minus(judging.judgedAt());
        if (unjudged.compareTo(period.multipliedBy(4)) > 0) {
            return Health.failed("No rule has judged for " + unjudged.toMinutes() + " min: restart the hub");
        }
        if (means.announcer().unwritten() > 0) {
            return Health.warn(means.announcer().unwritten() + " changes of alerts are not saved yet; check the disk");
        }
        boolean urgent = open().stream().anyMatch(alert -> alert.priority() == Priority.HIGH);
        return Health.ok("All required rules judge" + (urgent ? "; an urgent alert is open" : ""));
    }
}
