package org.hearthgate.insight.internal.why;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;

/**
 * One moment of the past, put together again from the record as the rules saw it: what had been received by then, as far back as alerting
 * looks. What the record does not keep is left unknown: how devices and the hub fared, a forecast, since when the hub was running.
 */
final class Moment {
    private static final Duration GLUCOSE_WINDOW = Duration.ofHours(4);
    private static final Duration LOOK_BACK_FOR_THE_LAST = Duration.ofDays(7);
    private static final Duration DEVICE_EVENT_WINDOW = Duration.ofHours(24);
    /** A device's clock may run ahead. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final int MOST_READINGS = 2_000;
    private static final int MOST_EVENTS = 200;
    private static final Map<ObservationKind, Duration> WINDOWS = windows();

    private final ObservationStore store;
    private final ZoneId zone;

    Moment(ObservationStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    /**
     * A moment, and what of the evidence of then the record holds no longer.
     *
     * @param gone how many readings that the journal names the record does not hold, or holds at another time or value
     */
    record Rebuilt(Snapshot snapshot, int gone) {}

    private static Map<ObservationKind, Duration> windows() {
        var windows = new EnumMap<ObservationKind, Duration>(ObservationKind.class);
        for (ObservationKind kind : ObservationKind.values()) {
            windows.put(kind, Duration.ofDays(2));
        }
        windows.remove(ObservationKind.GLUCOSE);
        windows.remove(ObservationKind.DEVICE_EVENT);
        windows.remove(ObservationKind.SENSOR_ARTEFACT);
        windows.put(ObservationKind.HEART_RATE, Duration.ofHours(2));
        windows.put(ObservationKind.STEP_COUNT, Duration.ofHours(2));
        windows.put(ObservationKind.BODY_WEIGHT, Duration.ofDays(8));
        return windows;
    }

    /** {@return the moment of this entry} */
    Rebuilt of(Person person, Instant asOf, AlertJournal.Entry entry) {
        Set<String> evidence = new HashSet<>(entry.evidence());
        List<GlucoseReading> glucose = glucose(person.id(), asOf, entry.evidence());
        glucose.forEach(reading -> evidence.remove(named(reading)));
        Instant longAgo = asOf.minus(Duration.ofDays(1));
        return new Rebuilt(
                new Snapshot(
                        person,
                        asOf,
                        longAgo,
                        glucose,
                        lastHeard(person.id(), asOf),
                        events(person.id(), asOf),
                        Optional.empty(),
                        new Circumstances(zone, beside(person.id(), asOf), List.of(), List.of())),
                evidence.size());
    }

    /** The journal names the newest readings; where it does, they are exactly these, however fast others followed. */
    private List<GlucoseReading> glucose(PersonId person, Instant asOf, List<String> evidence) {
        Instant namedFrom = evidence.stream()
                .map(name -> name.substring(0, Math.max(0, name.indexOf(':'))))
                .filter(text -> text.matches("\\d{1,16}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        var named = new HashSet<>(evidence);
        return newest(person, asOf.minus(GLUCOSE_WINDOW), asOf, MOST_READINGS, ObservationKind.GLUCOSE).stream()
                .map(GlucoseReading.class::cast)
                .filter(reading -> reading.measuredAt().isBefore(namedFrom) || named.contains(named(reading)))
                .toList();
    }

    private static String named(GlucoseReading reading) {
        return reading.measuredAt().toEpochMilli() + ":" + reading.mgPerDl();
    }

    private Optional<Instant> lastHeard(PersonId person, Instant asOf) {
        List<Observation> back =
                newest(person, asOf.minus(LOOK_BACK_FOR_THE_LAST), asOf, MOST_READINGS, ObservationKind.GLUCOSE);
        return back.stream()
                .filter(Moment::couldAlarm)
                .map(Observation::receivedAt)
                .max(Instant::compareTo)
                .or(() -> back.stream()
                        .filter(reading -> !reading.quality().has(Doubt.Flag.TEST))
                        .map(Observation::receivedAt)
                        .max(Instant::compareTo));
    }

    private static boolean couldAlarm(Observation reading) {
        Duration age = Duration.between(reading.measuredAt(), reading.receivedAt());
        return reading.quality().mayAlarm()
                && age.compareTo(Snapshot.FRESH_FOR) <= 0
                && age.negated().compareTo(Snapshot.FUTURE_TOLERANCE) <= 0;
    }

    private List<DeviceEvent> events(PersonId person, Instant asOf) {
        return newest(person, asOf.minus(DEVICE_EVENT_WINDOW), asOf, MOST_EVENTS, ObservationKind.DEVICE_EVENT).stream()
                .map(DeviceEvent.class::cast)
                .toList();
    }

    private List<Observation> beside(PersonId person, Instant asOf) {
        var found = new ArrayList<Observation>();
        WINDOWS.forEach((kind, window) ->
                found.addAll(newest(person, asOf.minus(window), asOf, Circumstances.MOST_OBSERVATIONS / 4, kind)));
        found.sort(java.util.Comparator.comparing(Observation::measuredAt));
        return found.subList(Math.max(0, found.size() - Circumstances.MOST_OBSERVATIONS), found.size());
    }

    /** What had been received by then, ascending. */
    private List<Observation> newest(PersonId person, Instant from, Instant asOf, int most, ObservationKind kind) {
        List<Observation> found = new ArrayList<>();
        store.window(ObservationQuery.of(person, from, asOf.plus(AHEAD), kind).newest(2 * most))
                .forEach(stored -> {
                    if (!stored.observation().receivedAt().isAfter(asOf) && found.size() < most) {
                        found.add(stored.observation());
                    }
                });
        Collections.reverse(found);
        return found;
    }
}
