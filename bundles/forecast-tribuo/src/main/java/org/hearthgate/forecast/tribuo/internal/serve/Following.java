package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.ForecastListener;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the record: reads the fortnight once, then what is new by a cursor, and tells each new forecast. One thread at a time reads. */
final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final int AT_ONCE = 500;

    private final ObservationStore store;
    private final Household household;
    private final HubClock clock;
    private final Runnable prepare;
    private final Function<PersonId, Subject> newSubject;
    private final Map<PersonId, Subject> subjects = new ConcurrentHashMap<>();
    private final Map<PersonId, ForecastAnswer> told = new ConcurrentHashMap<>();
    private final List<ForecastListener> listeners = new CopyOnWriteArrayList<>();
    private final Object reading = new Object();
    private ObservationCursor cursor;
    private volatile boolean isToBeReadAgain;

    /**
     * @param prepare called before the record is read from its beginning
     * @param newSubject makes one for a person, with a model if there is one
     */
    Following(
            ObservationStore store,
            Household household,
            HubClock clock,
            Runnable prepare,
            Function<PersonId, Subject> newSubject) {
        this.prepare = prepare;
        this.store = store;
        this.household = household;
        this.clock = clock;
        this.newSubject = newSubject;
    }

    List<ForecastListener> listeners() {
        return listeners;
    }

    Map<PersonId, Subject> subjects() {
        return subjects;
    }

    /** The hub's clock was stepped: times of the record change with it. */
    void readAgain() {
        isToBeReadAgain = true;
    }

    /** Reads what is new, and tells what is forecast by it. */
    void catchUp() {
        synchronized (reading) {
            if (cursor == null || isToBeReadAgain) {
                isToBeReadAgain = false;
                begin();
            }
            welcomeAndForget();
            for (List<StoredObservation> next = cursor.next(AT_ONCE); !next.isEmpty(); next = cursor.next(AT_ONCE)) {
                take(next);
                cursor.advance(next.get(next.size() - 1).position());
            }
        }
    }

    /** What no reading changes may change with the clock alone: looks at everybody, and tells who has no forecast any more. */
    void lookAtEverybody() {
        subjects.values().forEach(this::look);
    }

    private void begin() {
        prepare.run();
        if (cursor == null) {
            cursor = store.cursor("forecast");
        }
        long last = store.lastPosition();
        household.people().forEach(person -> read(person.id(), last));
        if (cursor.position() < last) {
            cursor.advance(last);
        }
        lookAtEverybody();
    }

    private void read(PersonId person, long upTo) {
        var past = new Past();
        var lately = new Lately();
        new Record(store).recent(person, clock.now(), upTo, observation -> {
            past.take(observation);
            lately.take(observation);
        });
        subjects.computeIfAbsent(person, newSubject).replace(past, lately, zone());
    }

    /** People come and go while the hub runs. */
    private void welcomeAndForget() {
        Set<PersonId> here = new LinkedHashSet<>();
        for (Person person : household.people()) {
            here.add(person.id());
            if (!subjects.containsKey(person.id())) {
                read(person.id(), cursor.position());
            }
        }
        subjects.keySet().retainAll(here);
        told.keySet().retainAll(here);
    }

    private void take(List<StoredObservation> next) {
        var touched = new LinkedHashSet<Subject>();
        for (StoredObservation stored : next) {
            Subject subject = subjects.get(stored.observation().person());
            if (subject != null) {
                subject.take(stored.observation());
                if (stored.observation() instanceof GlucoseReading) {
                    touched.add(subject);
                }
            }
        }
        Instant now = clock.now();
        touched.forEach(subject -> {
            subject.forget(now);
            look(subject);
        });
        touched.forEach(Subject::watch);
    }

    private void look(Subject subject) {
        ForecastAnswer answer = subject.look(clock.now(), clock.trusted(), zone());
        ForecastAnswer before = told.put(subject.person(), answer);
        boolean isNew = before == null
                ? answer.forecast().isPresent()
                : !before.forecast().equals(answer.forecast()) || !before.why().equals(answer.why());
        if (isNew) {
            listeners.forEach(listener -> tell(listener, answer));
        }
    }

    private static void tell(ForecastListener listener, ForecastAnswer answer) {
        try {
            listener.forecast(answer);
        } catch (RuntimeException | LinkageError e) { // one that fails must not cost the others their forecast
            LOG.warn("A listener to forecasts failed", e);
        }
    }

    private ZoneId zone() {
        return household.zone();
    }

    @Override
    public void close() {
        synchronized (reading) {
            if (cursor != null) {
                cursor.close();
            }
        }
    }
}
