package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hearthgate.alerting.internal.RuleLife.Cover;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;

/** What alerting remembers of one person: the last hours of glucose and one life per rule. Confined to the alerting thread. */
final class PersonWatch {
    /** How far back a snapshot reaches. */
    static final Duration GLUCOSE_WINDOW = Duration.ofHours(4);

    static final Duration EVENT_WINDOW = Duration.ofHours(24);
    static final Duration LONGEST_LIFE = Duration.ofDays(30);
    private static final int MOST_READINGS = 2_000;
    private static final int MOST_EVENTS = 200;
    private static final int MOST_EVIDENCE = 40;

    private final PersonId id;
    private final ArrayList<GlucoseReading> glucose = new ArrayList<>();
    private final ArrayList<DeviceEvent> events = new ArrayList<>();
    private final Diary diary = new Diary();
    private final Map<String, RuleLife> lives = new TreeMap<>();
    private Optional<Duration> lastHeard = Optional.empty();

    PersonWatch(PersonId id) {
        this.id = id;
    }

    RuleLife life(String rule) {
        return lives.computeIfAbsent(rule, any -> new RuleLife(id));
    }

    /** {@return one per rule, ordered by the rule's id} */
    Collection<RuleLife> lives() {
        return lives.values();
    }

    Optional<RuleLife> lifeOfAlert(String alertId) {
        return lives.values().stream()
                .filter(life ->
                        life.open().filter(alert -> alert.id().equals(alertId)).isPresent())
                .findFirst();
    }

    List<Alert> open() {
        return lives.values().stream().flatMap(life -> life.open().stream()).toList();
    }

    /** Silence is measured on the running time, which no step of the wall clock can lengthen or cut short. */
    private void heard(Duration when) {
        if (lastHeard.isEmpty() || when.compareTo(lastHeard.get()) > 0) {
            lastHeard = Optional.of(when);
        }
    }

    /** Something was heard before the hub started. */
    void heardBefore(Instant receivedAt, SteadyTime.Reading time) {
        heard(time.elapsed().minus(age(receivedAt, time.now())));
    }

    private static Duration age(Instant then, Instant now) {
        return then.isBefore(now) ? Duration.between(then, now) : Duration.ZERO;
    }

    void take(Observation observation, SteadyTime.Reading time) {
        if (observation instanceof GlucoseReading reading) {
            insert(glucose, reading, MOST_READINGS);
            // only what could have alarmed breaks the silence: a back-fill or a stream of stale readings does not. The
            // first reading of
            // all does, whatever it is worth: from then on somebody relies on this sensor
            boolean counts = couldAlarm(reading)
                    || (lastHeard.isEmpty() && !reading.quality().has(Doubt.Flag.TEST));
            if (counts && age(reading.measuredAt(), time.now()).compareTo(GLUCOSE_WINDOW) < 0) {
                heard(time.elapsed().minus(age(reading.receivedAt(), time.now())));
            }
        } else if (observation instanceof DeviceEvent event) {
            insert(events, event, MOST_EVENTS);
            diary.heed(event);
        } else {
            diary.take(observation);
        }
    }

    /** An event from before a snapshot's reach, which may still say what a dose was for, or when a sensor began. */
    void heed(Observation observation) {
        if (observation instanceof DeviceEvent event) {
            diary.heed(event);
            if (event.event() == DeviceEvent.Event.SENSOR_STARTED) {
                insert(events, event, MOST_EVENTS);
            }
        }
    }

    /** {@return the one that is watched already and is the same by identity} */
    Optional<Observation> find(Observation observation) {
        return Stream.<Observation>concat(glucose.stream(), events.stream())
                .filter(known -> same(known, observation))
                .findFirst();
    }

    /** Takes back one that was taken before, by identity. */
    void withdraw(Observation observation) {
        glucose.removeIf(known -> same(known, observation));
        events.removeIf(known -> same(known, observation));
        diary.withdraw(known -> same(known, observation));
    }

    /** {@return whether the record would call the one a duplicate of the other} */
    static boolean same(Observation one, Observation other) {
        return one.kind() == other.kind()
                && one.device().equals(other.device())
                && one.person().equals(other.person())
                && one.origin().sequence().equals(other.origin().sequence())
                && (one.origin().sequence().isPresent() || one.measuredAt().equals(other.measuredAt()));
    }

    private static boolean couldAlarm(Observation observation) {
        Duration age = Duration.between(observation.measuredAt(), observation.receivedAt());
        return observation.quality().mayAlarm()
                && age.compareTo(Snapshot.FRESH_FOR) <= 0
                && age.negated().compareTo(Snapshot.FUTURE_TOLERANCE) <= 0;
    }

    /**
     * The hub's wall clock was moved: what was live by the old time stays as old as it was, so that an alarm neither ends nor begins by a
     * correction. What came from before this run, or late, keeps its own time.
     *
     * @param runningSince when this run began, by the old time
     */
    void stepped(Duration by, Instant runningSince) {
        for (int i = 0; i < glucose.size(); i++) {
            GlucoseReading reading = glucose.get(i);
            if (couldAlarm(reading) && !reading.receivedAt().isBefore(runningSince)) {
                glucose.set(
                        i,
                        reading.withOrigin(reading.origin()
                                .withMeasuredAt(reading.measuredAt().plus(by))
                                .withReceivedAt(reading.receivedAt().plus(by))));
            }
        }
        glucose.sort(Comparator.comparing(GlucoseReading::measuredAt));
        diary.stepped(by, known -> couldAlarm(known) && !known.receivedAt().isBefore(runningSince));
        lives.values().forEach(life -> life.stepped(by));
    }

    /**
     * Nearly everything arrives in order and is at its place at once; a back-fill is searched its place by halves. What is committed while
     * the window is read at the start comes again by the cursor and is there already.
     */
    static <T extends Observation> void insert(ArrayList<T> ascending, T added, int most) {
        int at = ascending.size();
        int lowest = at == 0 || !ascending.get(at - 1).measuredAt().isAfter(added.measuredAt()) ? at : 0;
        while (lowest < at) {
            int middle = (lowest + at) >>> 1;
            if (ascending.get(middle).measuredAt().isAfter(added.measuredAt())) {
                at = middle;
            } else {
                lowest = middle + 1;
            }
        }
        if (holds(ascending, at, added)) {
            return;
        }
        ascending.add(at, added);
        if (ascending.size() > most) {
            ascending.remove(0);
        }
    }

    private static boolean holds(ArrayList<? extends Observation> ascending, int end, Observation added) {
        for (int i = end - 1; i >= 0 && ascending.get(i).measuredAt().equals(added.measuredAt()); i--) {
            if (same(ascending.get(i), added)) {
                return true;
            }
        }
        return false;
    }

    /** {@return what rules may look at} For the hub itself nobody's readings are among it. */
    Snapshot snapshot(Person person, SteadyTime.Reading time, Instant watchedSince, Surroundings.View around) {
        Instant now = time.now();
        forget(glucose, now.minus(GLUCOSE_WINDOW));
        forgetEvents(now);
        if (id.equals(Alert.HUB)) {
            var house = new Circumstances(around.zone(), List.of(), List.of(), around.hub());
            return new Snapshot(
                    person, now, watchedSince, List.of(), Optional.empty(), List.of(), Optional.empty(), house);
        }
        var circumstances = new Circumstances(around.zone(), diary.at(now), around.devicesOf(id), around.hub());
        return new Snapshot(
                person, now, watchedSince, glucose, lastHeard.map(time::at), events, Optional.empty(), circumstances);
    }

    /** The start of a sensor is remembered as long as any sensor lives, for from it follows its end. */
    private void forgetEvents(Instant now) {
        Instant before = now.minus(EVENT_WINDOW);
        if (events.isEmpty() || !events.get(0).measuredAt().isBefore(before)) {
            return;
        }
        var newestStart = new HashMap<DeviceId, Instant>();
        for (DeviceEvent event : events) {
            if (event.event() == DeviceEvent.Event.SENSOR_STARTED) {
                newestStart.put(event.device(), event.measuredAt());
            }
        }
        events.removeIf(event -> event.measuredAt().isBefore(before)
                && !(event.event() == DeviceEvent.Event.SENSOR_STARTED
                        && event.measuredAt().equals(newestStart.get(event.device()))
                        && event.measuredAt().isAfter(now.minus(LONGEST_LIFE))));
    }

    private static <T extends Observation> void forget(ArrayList<T> ascending, Instant before) {
        int old = 0;
        while (old < ascending.size() && ascending.get(old).measuredAt().isBefore(before)) {
            old++;
        }
        if (old > 0) {
            ascending.subList(0, old).clear();
        }
    }

    /**
     * Lets every rule judge, in this order.
     *
     * @param rules those that cover most first, so that whoever is covered hears of it in the same breath
     * @param coverOf what rules of this moment that have judged before these cover; those add what they cover
     * @param changed told of each change at once: a call must not wait for the rules that come after it
     * @return what changed, with the evidence to judge it again
     */
    List<AlertJournal.Entry> judge(
            List<AlertRule> rules,
            Snapshot snapshot,
            Map<String, Cover> coverOf,
            Judge judge,
            Consumer<Alert> changed) {
        var entries = new ArrayList<AlertJournal.Entry>();
        for (AlertRule rule : rules) {
            try {
                Cover covering = coverOf.getOrDefault(rule.id(), Cover.NONE);
                RuleLife life = life(rule.id());
                Optional<Alert> before = life.open();
                Optional<Alert> change = life.judge(rule, judge.verdict(rule, snapshot), snapshot, covering);
                change.ifPresent(changed);
                var cover = new Cover(life.open(), before);
                rule.covers().forEach(covered -> coverOf.merge(covered, cover, PersonWatch::stronger));
                change.ifPresent(alert -> entries.add(
                        new AlertJournal.Entry(alert, judge.thresholds(rule, snapshot), evidence(snapshot))));
            } catch (RuntimeException | LinkageError e) { // whatever of a rule breaks must not silence the others
                judge.broke(rule, e);
            }
        }
        return entries;
    }

    private static Cover stronger(Cover a, Cover b) {
        return new Cover(a.open().or(b::open), a.ended().or(b::ended));
    }

    static List<String> evidence(Snapshot snapshot) {
        List<GlucoseReading> readings = snapshot.glucose();
        return readings.subList(Math.max(0, readings.size() - MOST_EVIDENCE), readings.size()).stream()
                .map(reading -> reading.measuredAt().toEpochMilli() + ":" + reading.mgPerDl())
                .toList();
    }

    /** Asks one rule; the engine's way to forgive a rule that throws. */
    interface Judge {
        Verdict verdict(AlertRule rule, Snapshot snapshot);

        /** {@return what the rule judged by; none where it cannot say} */
        Map<String, String> thresholds(AlertRule rule, Snapshot snapshot);

        /** Something of it threw besides its verdict. */
        void broke(AlertRule rule, Throwable why);
    }
}
