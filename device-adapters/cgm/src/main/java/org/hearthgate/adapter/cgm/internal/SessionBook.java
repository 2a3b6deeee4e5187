package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which session a sensor is in, from what it says of its age and from the record. A session that began within
 * {@link #SAME_SESSION} of one that is known is that one: a sensor counts whole minutes, clocks drift, and no sensor is exchanged so fast.
 * One thread: the dialogue's.
 */
final class SessionBook {
    private static final Logger LOG = LoggerFactory.getLogger(SessionBook.class);
    static final Duration SAME_SESSION = Duration.ofMinutes(10);
    private static final Duration JITTER = Duration.ofMinutes(2);
    private static final Duration LONGEST_SESSION = Duration.ofDays(46);

    private final ObservationStore store;
    private final HubClock clock;
    private final CgmSettings settings;
    private Optional<SensorSession> current = Optional.empty();
    private Optional<Duration> suspected = Optional.empty();

    SessionBook(ObservationStore store, HubClock clock, CgmSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    Optional<SensorSession> current() {
        return current;
    }

    /**
     * {@return the session that this sensor is in}
     *
     * @param offsetMinutes how old the sensor says it is now
     * @param told when it began by its own clock, where that is set
     * @throws SensorTimeException if it says so for the first time and what it said before cannot be true beside it
     */
    SensorSession at(int offsetMinutes, Optional<Instant> told) throws SensorTimeException {
        Duration begunAt = clock.elapsed().minus(Duration.ofMinutes(offsetMinutes));
        if (current.isPresent() && near(begunAt, current.get().begunAt(), SAME_SESSION)) {
            suspected = Optional.empty();
            keepOrMove(current.get(), begunAt);
            current.get().told(told);
            return current.get();
        }
        refuseTheImpossible(begunAt);
        SensorSession found = fromTheRecord(begunAt, told);
        found.told(told);
        current = Optional.of(found);
        suspected = Optional.empty();
        return found;
    }

    private static boolean near(Duration one, Duration other, Duration tolerance) {
        return one.minus(other).abs().compareTo(tolerance) <= 0;
    }

    private static void keepOrMove(SensorSession session, Duration begunAt) {
        if (!near(session.begunAt(), begunAt, JITTER)) {
            session.begunAt(begunAt);
        }
    }

    /**
     * A new session begins after the last value of the one before. A sensor that says otherwise is not believed, unless it keeps saying
     * the same: then its clock was set, and its values are worth more than its past.
     */
    private void refuseTheImpossible(Duration begunAt) throws SensorTimeException {
        if (current.isEmpty()
                || suspected.filter(same -> near(same, begunAt, JITTER)).isPresent()) {
            return;
        }
        SensorSession before = current.get();
        Duration lastValue = before.begunAt().plus(Duration.ofMinutes(Math.max(0, before.newest())));
        if (begunAt.compareTo(lastValue.minus(SAME_SESSION)) >= 0) {
            return;
        }
        suspected = Optional.of(begunAt);
        long minutes = begunAt.minus(before.begunAt()).toMinutes();
        throw new SensorTimeException("it tells a time that jumped by " + -minutes + " min against the hub's clock");
    }

    private SensorSession fromTheRecord(Duration begunAt, Optional<Instant> told) {
        Instant candidate = clock.trusted() || told.isEmpty()
                ? clock.now().minus(clock.elapsed()).plus(begunAt)
                : told.get();
        List<Observation> readings = recorded(candidate);
        Optional<Observation> known = readings.stream()
                .filter(reading -> apart(start(reading), candidate).compareTo(SAME_SESSION) <= 0
                        || apart(key(reading), candidate).compareTo(SAME_SESSION) <= 0)
                .max(Comparator.comparing(Observation::measuredAt));
        if (known.isEmpty()) {
            return new SensorSession(clock, Math.floorDiv(candidate.getEpochSecond(), 60), begunAt);
        }
        long keyMinute =
                SensorSession.keyMinuteOf(known.get().origin().sequence().getAsLong());
        Duration off = Duration.between(candidate, start(known.get()));
        var session =
                new SensorSession(clock, keyMinute, off.abs().compareTo(JITTER) <= 0 ? begunAt.plus(off) : begunAt);
        readings.stream()
                .mapToLong(reading -> reading.origin().sequence().getAsLong())
                .filter(sequence -> SensorSession.keyMinuteOf(sequence) == keyMinute)
                .forEach(sequence -> session.dealtWith(SensorSession.offsetOf(sequence)));
        return session;
    }

    private List<Observation> recorded(Instant candidate) {
        Instant from = candidate.minus(SAME_SESSION.multipliedBy(2));
        return rows(ObservationQuery.of(settings.person(), from, from.plus(LONGEST_SESSION), ObservationKind.GLUCOSE))
                .stream()
                .map(StoredObservation::observation)
                .filter(reading -> reading.device().equals(settings.device())
                        && reading.origin().provenance().adapter().equals(CgmAdapter.NAME)
                        && reading.origin().sequence().isPresent())
                .toList();
    }

    /** A record that cannot be read must not silence a sensor: a low on a dead disk is still a low. */
    private List<StoredObservation> rows(ObservationQuery query) {
        try {
            return store.window(query);
        } catch (StoreException e) {
            LOG.debug("The record of {} cannot be read; its session is taken for a new one", settings.device(), e);
            return List.of();
        }
    }

    private static Instant start(Observation reading) {
        int offset = SensorSession.offsetOf(reading.origin().sequence().getAsLong());
        return reading.measuredAt().minus(Duration.ofMinutes(offset));
    }

    private static Instant key(Observation reading) {
        return Instant.ofEpochSecond(
                60 * SensorSession.keyMinuteOf(reading.origin().sequence().getAsLong()));
    }

    private static Duration apart(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
