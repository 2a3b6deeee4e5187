package org.hearthgate.ingest.internal.fusion;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hearthgate.api.observation.DeviceId;

/**
 * Which sensor speaks for the person. The first by precedence; when it is silent, any that is heard; when it is poor, one that has been
 * good for a while. Back only to one that has been good for a while: one bad minute does not make the series flap.
 */
final class Leadership {
    static final double POOR_BELOW = 0.35;
    static final double GOOD_FROM = 0.6;

    private final long silentMillis;
    private final long goodMillis;
    private final Map<DeviceId, Long> goodSince = new HashMap<>();
    private Optional<DeviceId> leader = Optional.empty();

    Leadership(long silentMillis, long goodMillis) {
        this.silentMillis = silentMillis;
        this.goodMillis = goodMillis;
    }

    /** Takes up what the record shows after a restart. */
    void resume(DeviceId device, Map<DeviceId, Long> since) {
        leader = Optional.of(device);
        goodSince.putAll(since);
    }

    boolean isHeard(Sensor sensor, long now) {
        return !sensor.unsound() && now - sensor.soundAt() <= silentMillis;
    }

    /**
     * {@return the one that leads from now on}
     *
     * @param sensors at least one, in order of precedence
     * @param soundness 0 to 1, from what the sensor says of itself; agreement is no part of it, because it accuses both alike
     */
    Sensor judge(List<Sensor> sensors, long now, ToDoubleFunction<Sensor> soundness) {
        goodSince.keySet().retainAll(sensors.stream().map(Sensor::id).toList());
        for (Sensor sensor : sensors) {
            if (isHeard(sensor, now) && soundness.applyAsDouble(sensor) >= GOOD_FROM) {
                goodSince.merge(sensor.id(), now, Math::min);
            } else {
                goodSince.remove(sensor.id());
            }
        }
        Sensor leading = chosen(sensors, now, soundness);
        leader = Optional.of(leading.id());
        return leading;
    }

    private Sensor chosen(List<Sensor> sensors, long now, ToDoubleFunction<Sensor> soundness) {
        Optional<Sensor> leading = leader.flatMap(
                id -> sensors.stream().filter(sensor -> isKnownAs(sensor, id)).findFirst());
        if (leading.isEmpty() || !isHeard(leading.get(), now)) {
            return sensors.stream()
                    .filter(sensor -> isHeard(sensor, now))
                    .findFirst()
                    .or(() -> leading)
                    .orElseGet(() -> newest(sensors));
        }
        Optional<Sensor> best = sensors.stream()
                .filter(sensor -> sensor == leading.get() || hasBeenGood(sensor, now))
                .findFirst();
        if (best.isPresent() && best.get() != leading.get()) {
            return best.get(); // goes before it, and is good again
        }
        if (soundness.applyAsDouble(leading.get()) < POOR_BELOW) {
            return sensors.stream()
                    .filter(sensor -> hasBeenGood(sensor, now))
                    .findFirst()
                    .orElse(leading.get());
        }
        return leading.get();
    }

    /** A route found to be one sensor with another gives up its name. */
    private static boolean isKnownAs(Sensor sensor, DeviceId id) {
        return sensor.routes().stream().anyMatch(route -> route.device().equals(id));
    }

    private boolean hasBeenGood(Sensor sensor, long now) {
        Long since = goodSince.get(sensor.id());
        return since != null && now - since >= goodMillis;
    }

    private static Sensor newest(List<Sensor> sensors) {
        return sensors.stream().max(Comparator.comparingLong(Sensor::soundAt)).orElseThrow();
    }
}
