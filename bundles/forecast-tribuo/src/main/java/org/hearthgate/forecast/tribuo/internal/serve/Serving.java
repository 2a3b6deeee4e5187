package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.ForecastListener;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;

/** Answers who asks for a forecast, from memory. The record is read on a thread of its own, for whoever asks must not wait for a disk. */
public final class Serving {
    private final Household household;
    private final HubClock clock;
    private final boolean readsRecordFirst;
    private final Following following;
    private final ForecastThread thread;
    private volatile boolean isToLookAtEverybody;

    /**
     * @param readsRecordFirst whether each question reads what is new before it is answered, as a replay wants it
     * @param prepare what is to be loaded before the record is read
     * @param newSubject makes one for a person, with a model if there is one
     */
    public Serving(
            ObservationStore store,
            Household household,
            HubClock clock,
            boolean readsRecordFirst,
            Runnable prepare,
            Function<PersonId, Subject> newSubject) {
        this.household = household;
        this.clock = clock;
        this.readsRecordFirst = readsRecordFirst;
        following = new Following(store, household, clock, prepare, newSubject);
        thread = new ForecastThread(this::work);
    }

    public void start() {
        thread.start();
    }

    public void add(ForecastListener listener) {
        following.listeners().add(listener);
    }

    public void remove(ForecastListener listener) {
        following.listeners().remove(listener);
    }

    /** Something was committed. */
    public void wake() {
        thread.wake();
    }

    /** Time has passed. */
    public void lookAgain() {
        isToLookAtEverybody = true;
        thread.wake();
    }

    /** The hub's clock was stepped. */
    public void stepped() {
        following.readAgain();
        thread.wake();
    }

    public String trouble() {
        return thread.trouble();
    }

    private void work() {
        following.catchUp();
        if (isToLookAtEverybody) {
            isToLookAtEverybody = false;
            following.lookAtEverybody();
        }
    }

    /** {@return what is forecast from these readings} Empty also while the record is being read for the first time. */
    public Optional<GlucoseForecast> forecast(PersonId person, List<GlucoseReading> readings, Instant asOf) {
        if (readsRecordFirst) {
            following.catchUp();
        }
        Subject subject = following.subjects().get(person);
        return subject == null ? Optional.empty() : subject.look(readings, asOf, clock.trusted(), household.zone());
    }

    /** {@return what is forecast now} */
    public ForecastAnswer now(PersonId person) {
        Instant asOf = clock.now();
        Subject subject = following.subjects().get(person);
        return subject == null
                ? ForecastAnswer.none(person, asOf, NoForecast.NO_READINGS)
                : subject.look(asOf, clock.trusted(), household.zone());
    }

    /** Ends its thread, within 5 s. */
    public void close() throws InterruptedException {
        thread.close();
        following.close();
    }
}
