package org.hearthgate.ingest.internal.fusion;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.signal.SensorSignal;

/** What fusion thinks of one person's sensors, made on the pipeline's thread and read on any: immutable, its age told when it is read. */
record Signals(PersonId person, List<Judged> judged) {
    private static final long HEARD_WITHIN = 6 * 60 * 60_000L;
    private static final double MINUTE = 60_000;
    private static final double USUAL_GRID_MINUTES = 5;

    /** One route, without its age. */
    private record Judged(
            DeviceId device,
            SensorSignal.Role role,
            Optional<DeviceId> sameSensorAs,
            Map<String, Double> components,
            double gridMinutes,
            long heardAt,
            long soundAt) {}

    static Signals of(PersonId person, PersonSeries series, long now) {
        var judged = new ArrayList<Judged>();
        for (Sensor sensor : series.routes().sensors()) {
            boolean leads = series.leading()
                    .filter(leading -> leading.has(sensor.routes().get(0)))
                    .isPresent();
            Map<String, Double> components = SignalQuality.components(
                    sensor.onSkin(),
                    series.doubtedShare(sensor),
                    series.noise(sensor),
                    leads ? ofOthers(series, sensor, now) : agreement(series, sensor, now),
                    series.body(),
                    now);
            SensorSignal.Role role = role(series, sensor, leads);
            for (Route route : sensor.routes()) {
                judged.add(new Judged(
                        route.device(),
                        role,
                        route == sensor.routes().get(0) ? Optional.empty() : Optional.of(sensor.id()),
                        components,
                        route.samples().size() < 2
                                ? USUAL_GRID_MINUTES
                                : route.samples().gridMillis() / MINUTE,
                        route.heardAt(),
                        route.soundAt()));
            }
        }
        judged.sort(Comparator.comparing(Judged::role)); // stable: precedence within a role
        return new Signals(person, List.copyOf(judged));
    }

    private static SensorSignal.Role role(PersonSeries series, Sensor sensor, boolean leads) {
        if (leads) {
            return SensorSignal.Role.LEADING;
        }
        return series.agreement(sensor).filter(Agreement::agrees).isPresent()
                ? SensorSignal.Role.CONTRIBUTING
                : SensorSignal.Role.STANDBY;
    }

    private static OptionalDouble agreement(PersonSeries series, Sensor sensor, long now) {
        return series.agreement(sensor)
                .map(agreement -> agreement.meanRatio(now))
                .orElse(OptionalDouble.empty());
    }

    /** The leading sensor agrees as well as the one under the skin that agrees best; one on the skin does not accuse it. */
    private static OptionalDouble ofOthers(PersonSeries series, Sensor leading, long now) {
        return series.routes().sensors().stream()
                .filter(other -> other != leading && (!other.onSkin() || leading.onSkin()))
                .map(other -> agreement(series, other, now))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min();
    }

    /** {@return the judgements as they stand at this time} */
    List<SensorSignal> at(Instant now) {
        long nowMillis = now.toEpochMilli();
        return judged.stream()
                .filter(one -> nowMillis - one.heardAt <= HEARD_WITHIN)
                .map(one -> signal(one, now))
                .toList();
    }

    private SensorSignal signal(Judged one, Instant now) {
        var components = new TreeMap<>(one.components);
        // a route never heard sound is as old as can be, without overflow
        double ageMinutes = (now.toEpochMilli() - Math.max(one.soundAt, 0)) / MINUTE;
        components.put("age", SignalQuality.age(Math.max(0, ageMinutes), one.gridMinutes));
        return new SensorSignal(
                person, one.device, now, one.role, one.sameSensorAs, SignalQuality.product(components), components);
    }

    /** {@return all persons', ordered by person} */
    static List<SensorSignal> all(Map<PersonId, Signals> byPerson, Instant now) {
        return byPerson.values().stream()
                .sorted(Comparator.comparing(signals -> signals.person().value()))
                .flatMap(signals -> signals.at(now).stream())
                .toList();
    }

    /** {@return the same with this person's put in its place} */
    static Map<PersonId, Signals> with(Map<PersonId, Signals> byPerson, List<Signals> newer) {
        var all = new HashMap<>(byPerson);
        all.putAll(newer.stream().collect(toMap(Signals::person, signals -> signals)));
        return Map.copyOf(all);
    }
}
