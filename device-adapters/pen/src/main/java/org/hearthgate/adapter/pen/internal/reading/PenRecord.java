package org.hearthgate.adapter.pen.internal.reading;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/**
 * What the home's record knows of one pen: its doses, what was said of them, and after which dose a read was cut off. There is no
 * bookkeeping beside it. Any thread.
 */
public final class PenRecord {
    /** How far the time of a dose may have been mapped apart at two touches. */
    private static final Duration JITTER = Duration.ofMinutes(5);

    private static final int MOST_EVENTS = 5_000;
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final ObservationStore store;
    private final PersonId person;
    private final DeviceId device;

    public PenRecord(ObservationStore store, PersonId person, DeviceId device) {
        this.store = requireNonNull(store, "store");
        this.person = requireNonNull(person, "person");
        this.device = requireNonNull(device, "device");
    }

    /** {@return the doses of this pen that are in the record around these, by their sequence} */
    Map<Long, InsulinDose> known(Collection<ReadDose> doses) {
        if (doses.isEmpty()) {
            return Map.of();
        }
        Instant from =
                doses.stream().map(ReadDose::measuredAt).min(Instant::compareTo).orElseThrow();
        Instant until =
                doses.stream().map(ReadDose::measuredAt).max(Instant::compareTo).orElseThrow();
        var known = new HashMap<Long, InsulinDose>();
        for (StoredObservation stored : store.window(
                ObservationQuery.of(person, from.minus(JITTER), until.plus(JITTER), ObservationKind.INSULIN_DOSE))) {
            Observation observation = stored.observation();
            if (observation instanceof InsulinDose dose
                    && dose.device().equals(device)
                    && dose.origin().sequence().isPresent()) {
                known.put(dose.origin().sequence().getAsLong(), dose);
            }
        }
        return known;
    }

    /** {@return the seconds on the pen's clock before which doses may be missing, because a read was cut off there} */
    NavigableSet<Long> holes() {
        var open = new TreeSet<Long>();
        var closed = new TreeSet<Long>();
        for (DeviceEvent event : events()) {
            CutOff.of(event).ifPresent(cut -> (cut.closed() ? closed : open).add(cut.at()));
        }
        open.removeAll(closed);
        return open;
    }

    /** {@return the corrections that hold, by the sequence of their dose} */
    public Map<Long, DoseCorrection> corrections() {
        var latest = new HashMap<Long, DoseCorrection>();
        var since = new HashMap<Long, Instant>();
        for (DeviceEvent event : events()) {
            DoseCorrection.of(event).ifPresent(correction -> {
                DoseCorrection before = latest.get(correction.sequence());
                boolean holds = before == null
                        || correction.by() == DoseCorrection.By.PERSON && before.by() == DoseCorrection.By.RULE
                        || correction.by() == before.by()
                                && !event.receivedAt().isBefore(since.get(correction.sequence()));
                if (holds) {
                    latest.put(correction.sequence(), correction);
                    since.put(correction.sequence(), event.receivedAt());
                }
            });
        }
        return Map.copyOf(latest);
    }

    private List<DeviceEvent> events() {
        return store
                .window(ObservationQuery.of(person, Instant.EPOCH, LAST, ObservationKind.DEVICE_EVENT)
                        .newest(MOST_EVENTS))
                .stream()
                .map(StoredObservation::observation)
                .filter(observation -> observation.device().equals(device))
                .map(DeviceEvent.class::cast)
                .toList();
    }
}
