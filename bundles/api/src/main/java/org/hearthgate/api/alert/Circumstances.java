package org.hearthgate.api.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.Observation;

/**
 * What is known beside glucose when a rule judges: the reasons behind a number, and behind a silence.
 *
 * <p>How far back each kind reaches: two days of doses, meals, notes, meter and ketone readings, temperature, oxygen, blood pressure,
 * activity and sleep; two weeks of long-acting doses; two hours of heart rate and steps; eight days of weight. At most
 * {@value #MOST_OBSERVATIONS} in all: the newest of each kind, so that no strap's heart rates push out a dose. A dose that was said to be
 * an air shot is shown as {@link org.hearthgate.api.observation.InsulinDose.Purpose#PRIME}, whatever its pen called it.
 *
 * @param zone in which the person lives; night is night there
 * @param observations of the person, no glucose readings and no device events, ascending by {@code measuredAt}, doubts included
 * @param devices how the person's devices fare, as their adapters say, at most some seconds old
 * @param hub how the hub fares, one fact per probe
 */
public record Circumstances(
        ZoneId zone, List<Observation> observations, List<DeviceStatus> devices, List<HubFact> hub) {
    /** The most observations a rule is shown. */
    public static final int MOST_OBSERVATIONS = 4_000;

    /** Nothing but glucose is known. */
    public static final Circumstances UNKNOWN = new Circumstances(ZoneOffset.UTC, List.of(), List.of(), List.of());

    public Circumstances {
        requireNonNull(zone, "zone");
        observations = List.copyOf(observations);
        devices = List.copyOf(devices);
        hub = List.copyOf(hub);
    }

    /** {@return those of one kind that no doubt forbids an alarm, ascending} */
    public <T extends Observation> List<T> trusted(Class<T> kind) {
        var found = new ArrayList<T>();
        for (Observation observation : observations) {
            if (kind.isInstance(observation) && observation.quality().mayAlarm()) {
                found.add(kind.cast(observation));
            }
        }
        return found;
    }

    /** {@return those of one kind measured after an instant, ascending} Looks no further back than that. */
    public <T extends Observation> List<T> trusted(Class<T> kind, Instant after) {
        var found = new ArrayList<T>();
        for (int i = observations.size() - 1; i >= 0 && isAfter(i, after); i--) {
            Observation observation = observations.get(i);
            if (kind.isInstance(observation) && observation.quality().mayAlarm()) {
                found.add(kind.cast(observation));
            }
        }
        Collections.reverse(found);
        return found;
    }

    private boolean isAfter(int index, Instant instant) {
        return observations.get(index).measuredAt().isAfter(instant);
    }

    /** {@return the newest of one kind that is no older than this} Looks no further back than that. */
    public <T extends Observation> Optional<T> newest(Class<T> kind, Instant asOf, Duration noOlder) {
        Instant earliest = asOf.minus(noOlder);
        for (int i = observations.size() - 1; i >= 0; i--) {
            Observation observation = observations.get(i);
            if (observation.measuredAt().isBefore(earliest)) {
                return Optional.empty();
            }
            if (kind.isInstance(observation) && observation.quality().mayAlarm()) {
                return Optional.of(kind.cast(observation));
            }
        }
        return Optional.empty();
    }

    /** {@return what one probe says} */
    public Optional<HubFact> hub(String probe) {
        return hub.stream().filter(fact -> fact.probe().equals(probe)).findFirst();
    }
}
