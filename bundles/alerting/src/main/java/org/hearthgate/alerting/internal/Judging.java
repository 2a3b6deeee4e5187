package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.StoredObservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the alerting thread does: reads what is new in the record, judges, lets each unanswered alert climb its ladder, calls, writes,
 * tells. Confined to that thread but for what says otherwise.
 */
final class Judging {
    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);
    private static final int AT_ONCE = 500;
    private static final Duration RULES_COME_WITHIN = Duration.ofSeconds(10);
    private static final Person THE_HUB = new Person(Alert.HUB, "The hub");

    private final Means means;
    private final Watches watches = new Watches();
    private final Unkept unkept = new Unkept();
    private final SteadyTime steady;
    private final LongConsumer reached;
    private final AlarmPathProof proof = new AlarmPathProof();
    private final Ahead ahead;

    private Asking asking;
    private ObservationCursor cursor;
    private SteadyTime.Reading moment;
    private final Duration startedAt;
    private Duration watchedSince;
    private volatile Duration judgedAt;
    private volatile String trouble = "the record has not been read yet";
    private volatile String unproven = "";
    private boolean rehearsed;
    private volatile List<Alert> open = List.of();

    /** @param reached told up to which position of the record everything has been judged */
    Judging(Means means, LongConsumer reached) {
        this.means = means;
        this.reached = reached;
        ahead = new Ahead(means.forecaster(), means.forecastWait());
        steady = new SteadyTime(means.clock());
        moment = steady.look();
        asking = asking();
        startedAt = means.clock().elapsed();
        watchedSince = startedAt;
        judgedAt = watchedSince;
    }

    // ---- any thread

    List<Alert> open() {
        return open;
    }

    Duration judgedAt() {
        return judgedAt;
    }

    /** {@return why alarms cannot be relied on; empty when they can} */
    String trouble() {
        return trouble.isEmpty() ? unproven : trouble;
    }

    void leave(List<Observation> uncommitted) {
        unkept.leave(uncommitted);
    }

    // ---- the alerting thread

    void catchUp() {
        Set<PersonId> unsaved = unkept.take(watches, look());
        if (!unsaved.isEmpty()) {
            judge(unsaved); // before the record is asked: it may be the disk that has died
        }
        try {
            if (cursor == null) {
                restore();
            }
            for (List<StoredObservation> next = cursor.next(AT_ONCE); !next.isEmpty(); next = cursor.next(AT_ONCE)) {
                take(next);
                means.announcer().write(); // the disk has just taken a commit: it takes what it could not before, too
                long last = next.get(next.size() - 1).position();
                cursor.advance(last);
                reached.accept(last);
            }
            trouble = "";
        } catch (RuntimeException e) { // the store is failing; the timer tries again
            if (trouble.isEmpty() || cursor == null) {
                LOG.error("Alerting cannot read the record and tries again by its timer: {}", e.getMessage(), e);
            }
            trouble = "the record cannot be read: " + e.getMessage();
        }
    }

    private void take(List<StoredObservation> next) {
        var touched = new LinkedHashSet<PersonId>();
        SteadyTime.Reading time = look();
        for (StoredObservation stored : next) {
            if (SelfTest.isDrill(stored.observation())) {
                means.drill(stored, time.now());
                continue; // nobody's
            }
            unkept.kept(stored.observation(), watches);
            watches.of(stored.observation().person()).take(stored.observation(), time);
            touched.add(stored.observation().person());
        }
        judge(touched);
    }

    /** Takes up where the hub stopped: open alerts, how far their calls have gone, snoozes, the last hours. */
    private void restore() {
        SteadyTime.Reading time = look();
        watchedSince = time.elapsed();
        ObservationCursor opened = means.store().cursor("alerting");
        long last = means.store().lastPosition();
        means.announcer().write(); // what was raised before the record could be read is read back with the rest
        watches.restore(means.store(), means.journal(), means.household(), time);
        unkept.again(watches, time);
        if (opened.position() < last) {
            opened.advance(last); // the windows just read hold all of it that can still matter
        }
        cursor = opened;
        open = sorted(watches.open());
        greet();
        judgeEverybody();
        reached.accept(last);
    }

    void judgeEverybody() {
        means.announcer().write();
        var everybody = new LinkedHashSet<PersonId>();
        means.household().people().forEach(person -> everybody.add(person.id()));
        everybody.add(Alert.HUB);
        judge(everybody);
        means.caller().endQuiet(open, look());
        unproven = proof.check(means.rules()).orElse("");
        if (!rehearsed && means.required().allIn(means.rules())) {
            rehearsed = true;
            Rehearsal.of(means, look());
        }
    }

    /** Between two looks at everybody: only those for whom somebody is being called. */
    void judgeWhereItCalls() {
        var calling = new LinkedHashSet<PersonId>();
        open.stream().filter(means.plan()::climbs).forEach(alert -> calling.add(alert.person()));
        judge(calling);
    }

    private void judge(Set<PersonId> people) {
        if (!asking.asks(means.rules())) {
            asking = asking();
        }
        SteadyTime.Reading time = look();
        if (rulesAreStillComing(time)) {
            return;
        }
        moment = time;
        List<Snapshot> snapshots = snapshots(people, time);
        ahead.ask(snapshots);
        var begun = new ArrayList<Asking.Begun>();
        for (Snapshot snapshot : snapshots) {
            PersonWatch watch = watches.of(snapshot.person().id());
            means.caller().seen(snapshot);
            watch.lives().forEach(life -> life.recovering(recovers(life, snapshot)));
            begun.add(asking.begin(watch, snapshot, alert -> tell(alert, time)));
        }
        Map<PersonId, Optional<GlucoseForecast>> forecasts = ahead.answers(); // whoever must be woken has been called
        var entries = new ArrayList<AlertJournal.Entry>();
        for (Asking.Begun one : begun) {
            entries.addAll(one.end(forecasts.getOrDefault(one.person(), Optional.empty())));
            List<AlertJournal.Entry> steps = climb(one.watch(), time);
            steps.forEach(step -> tell(step.alert(), time));
            entries.addAll(steps);
        }
        judgedAt = time.elapsed();
        publish(entries);
    }

    private List<Snapshot> snapshots(Set<PersonId> people, SteadyTime.Reading time) {
        var snapshots = new ArrayList<Snapshot>();
        for (PersonId id : people) {
            Optional<Person> person = id.equals(Alert.HUB)
                    ? Optional.of(THE_HUB)
                    : means.household().person(id);
            person.ifPresent(
                    one -> snapshots.add(watches.of(id).snapshot(one, time, time.at(watchedSince), means.around)));
        }
        return snapshots;
    }

    private Asking asking() {
        return new Asking(means.required(), means.rules(), means.aboutCalling(this::unreceived, this::unanswered));
    }

    /** A low must not call because its rule has joined before the one of the urgent low, which covers it. */
    private boolean rulesAreStillComing(SteadyTime.Reading time) {
        return time.elapsed().minus(startedAt).compareTo(RULES_COME_WITHIN) < 0
                && !means.required().allIn(means.rules());
    }

    private boolean recovers(RuleLife life, Snapshot snapshot) {
        return life.open()
                .filter(alert ->
                        alert.state() == AlertState.SNOOZED && means.recovery().of(alert, snapshot))
                .isPresent();
    }

    /** Where nobody delivers, nobody is called, and no step is taken. */
    private List<AlertJournal.Entry> climb(PersonWatch watch, SteadyTime.Reading time) {
        var steps = new ArrayList<AlertJournal.Entry>();
        if (means.caller().hasListeners()) {
            Plan plan = means.plan();
            for (RuleLife life : watch.lives()) {
                life.open()
                        .filter(plan::climbs)
                        .flatMap(alert -> plan.ladder().due(alert, time.now()))
                        .ifPresent(step -> steps.add(changed(life.escalate(step, time.now()))));
            }
        }
        return steps;
    }

    private List<AboutCalling.Unheard> unreceived(PersonId person) {
        return unheard(person, life -> means.reach()
                .unreceivedSince(life.open().orElseThrow().id())
                .map(since ->
                        moment.elapsed().minus(since).compareTo(means.plan().nobodyReceivedAfter()) >= 0));
    }

    private List<AboutCalling.Unheard> unanswered(PersonId person) {
        return unheard(person, life -> life.callingSince()
                .map(since -> Duration.between(since, moment.now())
                                .compareTo(means.plan().nobodyAnsweredAfter())
                        >= 0));
    }

    private List<AboutCalling.Unheard> unheard(PersonId person, Function<RuleLife, Optional<Boolean>> longEnough) {
        var unheard = new ArrayList<AboutCalling.Unheard>();
        for (RuleLife life : watches.of(person).lives()) {
            life.open()
                    .filter(means.plan()::climbs)
                    .flatMap(alert -> longEnough.apply(life).map(is -> new AboutCalling.Unheard(alert, is)))
                    .ifPresent(unheard::add);
        }
        unheard.sort(Comparator.comparing(AboutCalling.Unheard::alert, MOST_URGENT_FIRST));
        return unheard;
    }

    /** Everything that asks for the time asks here, so that nothing is judged in two times at once. */
    private SteadyTime.Reading look() {
        SteadyTime.Reading time = steady.look();
        if (!time.step().isZero()) {
            watches.stepped(time.step(), time.at(watchedSince).minus(time.step()));
        }
        return time;
    }

    /** Whoever is to be woken waits for no disk, and not for the rules that have not judged yet. */
    private void tell(Alert alert, SteadyTime.Reading time) {
        open = sorted(watches.open());
        means.caller().tell(alert, time);
    }

    /** What has been told already is written, then those who show it hear of it. */
    private void publish(List<AlertJournal.Entry> entries) {
        open = sorted(watches.open()); // even without a change: messages follow the newest reading
        if (!entries.isEmpty()) {
            means.announcer().announce(entries, means.listeners());
        }
    }

    private static final Comparator<Alert> MOST_URGENT_FIRST =
            Comparator.comparing(Alert::priority).thenComparing(Alert::raisedAt).thenComparing(Alert::id);

    private static List<Alert> sorted(List<Alert> alerts) {
        return alerts.stream().sorted(MOST_URGENT_FIRST).toList();
    }

    private static AlertJournal.Entry changed(Alert alert) {
        return new AlertJournal.Entry(alert, Map.of(), List.of());
    }

    /** Somebody who delivers has come: what calls now is put to them, too. Before the record was read nothing is known to call. */
    void greet() {
        if (cursor != null) {
            means.caller().greet(open, look());
        }
    }

    /** What somebody does to an open alert. Fails with NoSuchElementException where no such alert is open. */
    Alert change(String alertId, BiFunction<RuleLife, Instant, Alert> how) {
        RuleLife life = watches.lifeOfAlert(alertId)
                .orElseThrow(() -> new NoSuchElementException("no open alert has the id " + alertId));
        SteadyTime.Reading time = look();
        Alert after = how.apply(life, time.now());
        tell(after, time);
        publish(List.of(changed(after)));
        return after;
    }

    void close() {
        ahead.close();
        if (cursor != null) {
            cursor.close();
        }
    }
}
