package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.SensorArtefact;

/** The newest readings with their doubts, and how their sensors fare: what decides whether anything may be said. Not thread-safe. */
final class Lately {
    private static final int MOST_READINGS = 120;
    private static final int MOST_SENSORS = 20;
    private static final Duration SAME = Duration.ofMinutes(1);

    private final ArrayList<GlucoseReading> readings = new ArrayList<>();
    private final Map<DeviceId, Sensor> sensors = new HashMap<>();
    private Optional<SensorArtefact> artefact = Optional.empty();

    /** Each the newest of its kind; null where there was none. */
    static final class Sensor {
        Instant started;
        Instant warmUpStarted;
        Instant warmUpEnded;
        Instant fault;
    }

    void take(Observation observation) {
        if (observation instanceof GlucoseReading reading) {
            if (speaks(reading)) {
                insert(reading);
            }
        } else if (observation instanceof DeviceEvent event) {
            take(event);
        } else if (observation instanceof SensorArtefact found
                && artefact.filter(known -> known.measuredAt().isAfter(found.measuredAt()))
                        .isEmpty()) {
            artefact = Optional.of(found);
        }
    }

    private static boolean speaks(GlucoseReading reading) {
        return !SelfTest.isDrill(reading)
                && !reading.quality().has(Doubt.Flag.ASIDE)
                && !reading.quality().has(Doubt.Flag.TEST);
    }

    private void insert(GlucoseReading reading) {
        int at = readings.size();
        while (at > 0 && readings.get(at - 1).measuredAt().isAfter(reading.measuredAt())) {
            at--;
        }
        readings.add(at, reading);
        if (readings.size() > MOST_READINGS) {
            readings.remove(0);
        }
    }

    private void take(DeviceEvent event) {
        if (sensors.size() >= MOST_SENSORS && !sensors.containsKey(event.device())) {
            sensors.clear(); // more sensors in a month than anybody wears: the newest say enough
        }
        Instant at = event.measuredAt();
        switch (event.event()) {
            case SENSOR_STARTED -> of(event).started = newer(of(event).started, at);
            case WARM_UP_STARTED -> of(event).warmUpStarted = newer(of(event).warmUpStarted, at);
            case WARM_UP_ENDED -> of(event).warmUpEnded = newer(of(event).warmUpEnded, at);
            case SENSOR_FAULT -> of(event).fault = newer(of(event).fault, at);
            default -> {
                // says nothing of how far its readings can be trusted
            }
        }
    }

    private Sensor of(DeviceEvent event) {
        return sensors.computeIfAbsent(event.device(), any -> new Sensor());
    }

    private static Instant newer(Instant known, Instant other) {
        return known == null || other.isAfter(known) ? other : known;
    }

    Optional<GlucoseReading> newest() {
        return readings.isEmpty() ? Optional.empty() : Optional.of(readings.get(readings.size() - 1));
    }

    /** {@return those from so long before the newest on, with it} */
    List<GlucoseReading> ofLast(Duration back) {
        Instant from = newest().map(one -> one.measuredAt().minus(back)).orElse(Instant.MIN);
        return readings.stream().filter(one -> !one.measuredAt().isBefore(from)).toList();
    }

    Sensor sensor(DeviceId device) {
        return sensors.getOrDefault(device, new Sensor());
    }

    Optional<SensorArtefact> artefact() {
        return artefact;
    }

    /** {@return whether a reading is later than all that is known here} */
    boolean isNew(GlucoseReading reading) {
        return speaks(reading)
                && newest().filter(known ->
                                !reading.measuredAt().isAfter(known.measuredAt().plus(SAME)))
                        .isEmpty();
    }
}
