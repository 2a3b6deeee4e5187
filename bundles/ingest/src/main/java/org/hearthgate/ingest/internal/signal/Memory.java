package org.hearthgate.ingest.internal.signal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sensors and people heard of late: so many and no more, the longest unheard forgotten first. What is new here is looked up in the
 * record once, so that a restart in the night does not begin without a past. A record that cannot be read costs that past and nothing
 * else.
 */
final class Memory {
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    private static final Duration EVENTS = Duration.ofDays(16);
    private static final Duration HOURS = Duration.ofHours(6);
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_EVENTS = 200;
    private static final int LOOKUPS_PER_HOUR = 128;

    private final ObservationStore store;
    private final ZoneId zone;
    private final Map<Key, Sensor> sensors;
    private final Map<PersonId, Wearer> wearers;
    private Instant lookupsSince = Instant.EPOCH;
    private int lookups;
    private boolean failing;

    private record Key(PersonId person, DeviceId device) {}

    Memory(ObservationStore store, ZoneId zone, int mostSensors) {
        this.store = store;
        this.zone = zone;
        this.sensors = bounded(mostSensors);
        this.wearers = bounded(mostSensors);
    }

    /** Takes what is no reading: events of a sensor, and what tells about the person. */
    void heard(Observation observation, Function<String, Traits> traits, Instant now) {
        if (observation instanceof DeviceEvent event) {
            sensor(observation, traits, now).heard(event);
        } else {
            wearer(observation.person()).heard(observation);
        }
    }

    Wearer wearer(PersonId person) {
        return wearers.computeIfAbsent(person, id -> new Wearer());
    }

    /** {@return the sensor that this observation came from, with its past} */
    Sensor sensor(Observation from, Function<String, Traits> traits, Instant now) {
        var key = new Key(from.person(), from.device());
        Sensor known = sensors.get(key);
        if (known != null) {
            return known;
        }
        var sensor = new Sensor(zone);
        sensors.put(key, sensor);
        recall(key, sensor, from.measuredAt(), traits.apply(key.device.value()), now);
        return sensor;
    }

    int remembered() {
        return sensors.values().stream().mapToInt(Sensor::remembered).sum();
    }

    private void recall(Key key, Sensor sensor, Instant until, Traits traits, Instant now) {
        if (!mayLookUp(now)) {
            return;
        }
        try {
            window(key, until.minus(EVENTS), until, MOST_EVENTS, ObservationKind.DEVICE_EVENT).stream()
                    .filter(observation -> observation.device().equals(key.device))
                    .forEach(observation -> sensor.heard((DeviceEvent) observation));
            Wearer wearer = wearer(key.person);
            for (Observation observation : window(
                    key,
                    until.minus(HOURS),
                    until,
                    MOST_ROWS,
                    ObservationKind.GLUCOSE,
                    ObservationKind.CAPILLARY_GLUCOSE,
                    ObservationKind.INSULIN_DOSE,
                    ObservationKind.STEP_COUNT,
                    ObservationKind.SLEEP_EPISODE)) {
                if (!(observation instanceof GlucoseReading reading)) {
                    wearer.heard(observation);
                } else if (reading.device().equals(key.device)
                        && !reading.quality().has(Doubt.Flag.TEST)
                        && !reading.quality().has(Doubt.Flag.FUTURE)) {
                    sensor.judge(reading, traits, wearer);
                }
            }
            failing = false;
        } catch (RuntimeException e) { // a reason less is better than a reading less
            if (!failing) {
                LOG.warn(
                        "The past of a sensor could not be read; its readings are judged without it: {}",
                        e.getMessage());
            }
            failing = true;
        }
    }

    private List<Observation> window(Key key, Instant from, Instant until, int most, ObservationKind... kinds) {
        List<StoredObservation> found =
                store.window(ObservationQuery.of(key.person, from, until, kinds).newest(most));
        var oldestFirst = new ArrayList<Observation>(found.size());
        for (int i = found.size() - 1; i >= 0; i--) {
            oldestFirst.add(found.get(i).observation());
        }
        return oldestFirst;
    }

    /** Somebody who makes up devices must not make the pipeline read the disk for each of them. */
    private boolean mayLookUp(Instant now) {
        if (Duration.between(lookupsSince, now).abs().compareTo(Duration.ofHours(1)) > 0) {
            lookupsSince = now;
            lookups = 0;
        }
        lookups++;
        return lookups <= LOOKUPS_PER_HOUR;
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
