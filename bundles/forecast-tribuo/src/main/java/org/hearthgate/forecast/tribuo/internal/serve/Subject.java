package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;

/** One person: what is remembered of them, the model that speaks for them, and what it said last. Thread-safe, and never waits for a disk. */
public final class Subject {
    private final PersonId person;
    private final Honesty honesty;
    private final Watcher watcher;
    private volatile ServedModel model;
    private volatile ForecastAnswer answer;
    private Past past = new Past();
    private Lately lately = new Lately();
    private int watchedMinute = Integer.MIN_VALUE;
    /** The features of the newest forecast, until they are watched; null where there are none. */
    private float[] said;

    private boolean isLoaded;
    /** Something came since the last forecast that it did not know. */
    private boolean isNews;

    /** Compares what was forecast with what came. */
    public interface Watcher {
        /**
         * Called once for each reading from which something was forecast, under the subject's lock: be quick.
         *
         * @param newest index of the reading
         * @param row the features at it
         */
        void made(History history, int newest, float[] row, ServedModel by);

        /** Called once, with what was known at the start. */
        default void lookBack(History history, int clockAheadMinutes) {}

        /** Nobody watches. */
        Watcher NOBODY = (history, newest, row, by) -> {};
    }

    public Subject(PersonId person, Honesty honesty, Watcher watcher, Instant now) {
        this.person = person;
        this.honesty = honesty;
        this.watcher = watcher;
        answer = ForecastAnswer.none(person, now, NoForecast.NO_READINGS);
    }

    public PersonId person() {
        return person;
    }

    /** {@return the model that speaks, null while there is none} */
    public ServedModel model() {
        return model;
    }

    public void serve(ServedModel other) {
        model = other;
    }

    ForecastAnswer answer() {
        return answer;
    }

    /** Takes something new. */
    synchronized void take(Observation observation) {
        past.take(observation);
        lately.take(observation);
        isNews = true;
    }

    /** Takes what was read from the record instead of all that was known. */
    synchronized void replace(Past otherPast, Lately otherLately, ZoneId zone) {
        past = otherPast;
        lately = otherLately;
        isNews = true;
        if (!isLoaded) {
            lately.newest()
                    .ifPresent(
                            newest -> watcher.lookBack(past.history(), Minutes.clockAhead(zone, newest.measuredAt())));
        }
        isLoaded = true;
    }

    synchronized void forget(Instant now) {
        past.forget(Minutes.of(now));
    }

    /** {@return what is forecast from the newest reading at this moment, computed if need be} @param zone for the clock on the wall */
    synchronized ForecastAnswer look(Instant asOf, boolean clockTrusted, ZoneId zone) {
        History history = past.history();
        Optional<NoForecast> why = honesty.why(lately, history.glucose, model != null, asOf, clockTrusted);
        if (why.isPresent()) {
            answer = ForecastAnswer.none(person, asOf, why.get());
            return answer;
        }
        GlucoseReading newest = lately.newest().orElseThrow();
        ServedModel by = model;
        if (isNews || !isSaid(newest, by)) {
            isNews = false;
            int index = history.glucose.upTo(Minutes.of(newest.measuredAt())) - 1;
            float[] row = Features.at(history, index, Minutes.clockAhead(zone, newest.measuredAt()));
            answer = new ForecastAnswer(
                    person,
                    asOf,
                    Optional.of(by.forecast(person, newest.measuredAt(), row, Filled.of(history.glucose, index))),
                    Optional.empty());
            said = row;
        }
        return answer;
    }

    /** Compares what was forecast before with what has come: after the answer, for it takes longer than the forecast. */
    synchronized void watch() {
        History history = past.history();
        int index = answer.forecast()
                .map(one -> history.glucose.upTo(Minutes.of(one.newestInputAt())) - 1)
                .orElse(-1);
        if (said != null && index >= 0 && history.glucose.minute(index) > watchedMinute) {
            watchedMinute = history.glucose.minute(index);
            watcher.made(history, index, said, model);
        }
        said = null;
    }

    private boolean isSaid(GlucoseReading newest, ServedModel by) {
        Optional<GlucoseForecast> said = answer.forecast();
        return said.isPresent()
                && said.get().newestInputAt().equals(newest.measuredAt())
                && said.get().model().equals(by.name());
    }

    /** {@return the same from the readings that somebody else holds} They may be ahead of the record as it was read here. */
    synchronized Optional<GlucoseForecast> look(
            List<GlucoseReading> readings, Instant asOf, boolean clockTrusted, ZoneId zone) {
        if (!isLoaded) {
            return Optional.empty(); // a fortnight is looked back on, and it is just being read
        }
        for (int i = readings.size() - 1; i >= 0 && lately.isNew(readings.get(i)); i--) {
            take(readings.get(i));
        }
        return look(asOf, clockTrusted, zone).forecast();
    }
}
