package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/** Everybody who is watched, and how they are found again after a restart. Confined to the alerting thread. */
final class Watches {
    private static final Duration LONGEST_SNOOZE = Duration.ofHours(12);
    private static final int MOST_ENTRIES = 2_000;
    private static final int ENOUGH_TO_PASS_DRILLS = 50;

    private final Map<PersonId, PersonWatch> watches = new TreeMap<>();

    PersonWatch of(PersonId person) {
        return watches.computeIfAbsent(person, PersonWatch::new);
    }

    List<Alert> open() {
        return watches.values().stream().flatMap(watch -> watch.open().stream()).toList();
    }

    Optional<RuleLife> lifeOfAlert(String alertId) {
        return watches.values().stream()
                .flatMap(watch -> watch.lifeOfAlert(alertId).stream())
                .findFirst();
    }

    /** Reads the last hours and what was open or snoozed from the store. */
    void restore(ObservationStore store, AlertJournal journal, Household household, SteadyTime.Reading time) {
        Instant now = time.now();
        watches.clear();
        for (Person person : household.people()) {
            PersonWatch watch = of(person.id());
            Instant future = now.plus(Duration.ofHours(1));
            // a drill is no sign of life of a sensor
            store
                    .window(ObservationQuery.of(person.id(), Instant.EPOCH, future, ObservationKind.GLUCOSE)
                            .newest(ENOUGH_TO_PASS_DRILLS))
                    .stream()
                    .map(StoredObservation::observation)
                    .filter(latest -> !SelfTest.isDrill(latest))
                    .findFirst()
                    .ifPresent(latest -> watch.heardBefore(latest.receivedAt(), time));
            store
                    .window(ObservationQuery.of(
                            person.id(), now.minus(PersonWatch.GLUCOSE_WINDOW), future, ObservationKind.GLUCOSE))
                    .stream()
                    .map(StoredObservation::observation)
                    .filter(reading -> !SelfTest.isDrill(reading))
                    .forEach(reading -> watch.take(reading, time));
            store.window(ObservationQuery.of(
                            person.id(), now.minus(PersonWatch.EVENT_WINDOW), future, ObservationKind.DEVICE_EVENT))
                    .forEach(stored -> watch.take(stored.observation(), time));
            restoreDiary(watch, store, person.id(), time);
            remember(watch, journal, person.id(), now);
        }
        remember(of(Alert.HUB), journal, Alert.HUB, now);
        journal.unresolved()
                .forEach(alert -> of(alert.person()).life(alert.rule()).restore(alert, now));
    }

    private static void restoreDiary(
            PersonWatch watch, ObservationStore store, PersonId person, SteadyTime.Reading time) {
        Instant future = time.now().plus(Duration.ofHours(1));
        Diary.remembered().forEach((kind, reach) -> store.window(
                        ObservationQuery.of(person, time.now().minus(reach.back()), future, kind)
                                .newest(reach.most()))
                .forEach(stored -> watch.take(stored.observation(), time)));
        store.window(ObservationQuery.of(
                                person,
                                time.now().minus(PersonWatch.LONGEST_LIFE),
                                time.now().minus(PersonWatch.EVENT_WINDOW),
                                ObservationKind.DEVICE_EVENT)
                        .newest(MOST_ENTRIES))
                .forEach(stored -> watch.heed(stored.observation()));
    }

    private static void remember(PersonWatch watch, AlertJournal journal, PersonId person, Instant now) {
        for (AlertJournal.Entry entry : journal.since(person, now.minus(LONGEST_SNOOZE), MOST_ENTRIES)) {
            watch.life(entry.alert().rule()).remember(entry.alert(), now);
        }
    }

    /** The hub's wall clock was moved. */
    void stepped(Duration by, Instant runningSince) {
        watches.values().forEach(watch -> watch.stepped(by, runningSince));
    }
}
