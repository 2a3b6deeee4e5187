package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.forecast.GlucoseForecaster;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the life of every alert. One thread owns all state; a commit only wakes it, and it reads what is new from the record by its
 * cursor, so catching up after a crash is the same road as every day. What people do on the page waits in a bounded mailbox and holds no
 * lock. Owns no threshold: the rules are asked.
 */
@Component(
        configurationPid = "org.hearthgate.alerting",
        name = "org.hearthgate.alerting",
        service = {AlertBoard.class, ObservationListener.class, HealthProbe.class})
@Designate(ocd = AlertEngine.Config.class)
public final class AlertEngine implements AlertBoard, ObservationListener, HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(AlertEngine.class);
    private static final int AT_ONCE = 500;
    private static final Person THE_HUB = new Person(Alert.HUB, "The hub");

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
                name = "Required rules",
                description = "Each missing one is an alarm of its own, and the hub is not healthy")
        String[] requiredRules() default {"urgent-low", "low", "high", "falling-fast", "no-data"};
    }

    private final List<AlertRule> rules = new CopyOnWriteArrayList<>();

    private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    private volatile GlucoseForecaster forecaster;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile Drill drill;

    private final ObservationStore store;
    private final AlertJournal journal;
    private final HubClock clock;
    private final Household household;
    private final Announcer announcer;
    private final RequiredRules required;
    private final AlarmPathProof proof;
    private final Watches watches = new Watches();
    private final Unkept unkept = new Unkept();
    private final AlertingThread thread;
    private final HubClock.Repetition timer;
    private final Duration period;

    private volatile ObservationCursor cursor;
    private final SteadyTime steady;
    private Duration watchedSince;
    private volatile Duration judgedAt = Duration.ZERO;
    private volatile String trouble = "the record has not been read yet";
    private volatile String unproven = "";
    private volatile List<Alert> open = List.of();
    private volatile Surroundings.View around;

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
        this.store = store;
        this.journal = journal;
        this.clock = clock;
        this.household = household;
        this.around = Surroundings.View.nothing(household.zone());
        this.announcer = new Announcer(journal);
        this.required = new RequiredRules(List.of(config.requiredRules()));
        this.proof = new AlarmPathProof();
        this.period = Duration.ofSeconds(config.timerSeconds());
        this.steady = new SteadyTime(clock);
        this.watchedSince = clock.elapsed();
        this.judgedAt = watchedSince;
        this.thread = new AlertingThread(this::catchUp);
        thread.start();
        this.timer = clock.every(period, "hearthgate-alerting-timer", () -> thread.runAndWait(this::judgeEverybody));
    }

    /** Rules come and go while the hub runs; a new one judges at once. */
    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addRule(AlertRule rule) {
        rules.add(rule);
        thread.call(() -> {
            judgeEverybody();
            return rule;
        });
    }

    void removeRule(AlertRule rule) {
        rules.remove(rule);
    }

    /** {@return the rules in hand} */
    List<AlertRule> rules() {
        return List.copyOf(rules);
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addListener(AlertListener listener) {
        listeners.add(listener);
    }

    void removeListener(AlertListener listener) {
        listeners.remove(listener);
    }

    @Deactivate
    void close() throws InterruptedException {
        timer.close();
        thread.stop();
        if (cursor != null) {
            cursor.close();
        }
    }

    @Override
    public void committed(List<StoredObservation> committed) {
        thread.wake();
    }

    @Override
    public void uncommitted(List<Observation> uncommitted) {
        unkept.leave(uncommitted);
        thread.wake();
    }

    /** What the next judgement finds round it; any thread, at once. */
    void surroundedBy(Surroundings.View view) {
        around = view;
    }

    /** Everything below runs on the alerting thread until the methods of AlertBoard and HealthProbe. */
    private void catchUp() {
        Set<PersonId> unsaved = unkept.take(watches, look());
        if (!unsaved.isEmpty()) {
            judge(unsaved); // before the record is asked: it may be the disk that has died
        }
        try {
            if (cursor == null) {
                restore();
            }
            for (List<StoredObservation> next = cursor.next(AT_ONCE); !next.isEmpty(); next = cursor.next(AT_ONCE)) {
                var touched = new LinkedHashSet<PersonId>();
                SteadyTime.Reading time = look();
                for (StoredObservation stored : next) {
                    if (SelfTest.isDrill(stored.observation())) {
                        Optional.ofNullable(drill).ifPresent(one -> one.with(stored, rules, time.now()));
                        continue; // nobody's
                    }
                    unkept.kept(stored.observation(), watches);
                    watches.of(stored.observation().person()).take(stored.observation(), time);
                    touched.add(stored.observation().person());
                }
                judge(touched);
                announcer.write(); // the disk has just taken a commit: it takes what it could not take before, too
                long last = next.get(next.size() - 1).position();
                cursor.advance(last);
                thread.reached(last);
            }
            trouble = "";
        } catch (RuntimeException e) { // the store is failing; the timer tries again
            if (trouble.isEmpty() || cursor == null) {
                LOG.error(
                        "Alerting cannot read the record and tries again every {} s: {}",
                        period.toSeconds(),
                        e.getMessage(),
                        e);
            }
            trouble = "the record cannot be read: " + e.getMessage();
        }
    }

    /** Takes up where the hub stopped: open alerts, snoozes, the last hours. */
    private void restore() {
        SteadyTime.Reading time = look();
        watchedSince = time.elapsed();
        ObservationCursor opened = store.cursor("alerting");
        long last = store.lastPosition();
        announcer.write(); // what was raised before the record could be read is read back with the rest
        watches.restore(store, journal, household, time);
        unkept.again(watches, time);
        if (opened.position() < last) {
            opened.advance(last); // the windows just read hold all of it that can still matter
        }
        cursor = opened;
        judgeEverybody();
        thread.reached(last);
    }

    private void judgeEverybody() {
        announcer.write();
        var everybody = new LinkedHashSet<PersonId>();
        household.people().forEach(person -> everybody.add(person.id()));
        everybody.add(Alert.HUB);
        judge(everybody);
        unproven = proof.check(rules).orElse("");
    }

    private void judge(Set<PersonId> people) {
        var asking = new Asking(required, rules, () -> forecaster);
        SteadyTime.Reading time = look();
        var entries = new ArrayList<AlertJournal.Entry>();
        for (PersonId id : people) {
            Optional<Person> person = id.equals(Alert.HUB) ? Optional.of(THE_HUB) : household.person(id);
            if (person.isPresent()) {
                PersonWatch watch = watches.of(id);
                entries.addAll(asking.about(watch, watch.snapshot(person.get(), time, time.at(watchedSince), around)));
            }
        }
        judgedAt = time.elapsed();
        publish(entries);
    }

    /** Everything that asks for the time asks here, so that nothing is judged in two times at once. */
    private SteadyTime.Reading look() {
        SteadyTime.Reading time = steady.look();
        if (!time.step().isZero()) {
            watches.stepped(time.step(), time.at(watchedSince).minus(time.step()));
        }
        return time;
    }

    private void publish(List<AlertJournal.Entry> entries) {
        open = sorted(watches.open()); // even without a change: messages follow the newest reading
        if (!entries.isEmpty()) {
            announcer.announce(entries, listeners);
        }
    }

    private static List<Alert> sorted(List<Alert> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::priority)
                        .thenComparing(Alert::raisedAt)
                        .thenComparing(Alert::id))
                .toList();
    }

    // ---- AlertBoard: any thread

    @Override
    public List<Alert> open() {
        return open;
    }

    @Override
    public CompletableFuture<Alert> acknowledge(String alertId, String by) {
        return change(alertId, (life, now) -> life.acknowledge(now, by));
    }

    @Override
    public CompletableFuture<Alert> snooze(String alertId, Duration snooze, String by) {
        return change(alertId, (life, now) -> {
            String rule = life.open().orElseThrow().rule();
            Duration longest = rules.stream()
                    .filter(known -> known.id().equals(rule))
                    .findFirst()
                    .map(AlertRule::longestSnooze)
                    .orElse(Duration.ofMinutes(15));
            if (snooze.isZero() || snooze.isNegative() || snooze.compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        "a snooze of " + rule + " must be 1 to " + longest.toMinutes() + " minutes");
            }
            return life.snooze(now, snooze, by);
        });
    }

    private CompletableFuture<Alert> change(String alertId, BiFunction<RuleLife, Instant, Alert> how) {
        return thread.call(() -> {
            RuleLife life = watches.lifeOfAlert(alertId)
                    .orElseThrow(() -> new NoSuchElementException("no open alert has the id " + alertId));
            Alert changed = how.apply(life, look().now());
            publish(List.of(new AlertJournal.Entry(changed, java.util.Map.of(), List.of())));
            return changed;
        });
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
        if (!trouble.isEmpty() || !unproven.isEmpty()) {
            return Health.failed("Alarms cannot be relied on: " + (trouble.isEmpty() ? unproven : trouble));
        }
        required.compare(rules);
        Set<String> silent = required.silent();
        if (!silent.isEmpty()) {
            return Health.failed("Required rules are not working: " + String.join(", ", silent));
        }
        Duration unjudged = clock.elapsed().minus(judgedAt);
        if (unjudged.compareTo(period.multipliedBy(4)) > 0) {
            return Health.failed("No rule has judged for " + unjudged.toMinutes() + " min: restart the hub");
        }
        if (announcer.unwritten() > 0) {
            return Health.warn(announcer.unwritten() + " changes of alerts are not saved yet; check the disk");
        }
        long calling =
                open.stream().filter(alert -> alert.priority() == Priority.HIGH).count();
        return Health.ok("All required rules judge" + (calling > 0 ? "; an urgent alert is open" : ""));
    }
}
