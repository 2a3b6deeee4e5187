package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.adapter.coap.internal.lwm2m.IpsoObject;
import org.hearthgate.adapter.coap.internal.lwm2m.Lwm2mPath;
import org.hearthgate.api.observation.Doubt;

/**
 * Says in our names what an LwM2M device says in numbers: the value (5700), unit (5701), application type (5750), time (5518) and quality
 * (6042) of one object instance become one record like those of any other device. What a device tells of itself (object 3) is handed on
 * beside it. Pure.
 */
final class Lwm2mRecords {
    private static final int DEVICE = 3;
    private static final int SENSOR_VALUE = 5700;
    private static final int SENSOR_UNITS = 5701;
    private static final int APPLICATION_TYPE = 5750;
    private static final int TIMESTAMP = 5518;
    private static final int QUALITY = 6042;
    /** Rejected with certainty, or likely so, in the words of IPSO. */
    private static final Set<Integer> REJECTED = Set.of(1, 2);

    private static final int SUSPICIOUS = 3;

    private Lwm2mRecords() {}

    /**
     * What became of a pack.
     *
     * @param records none of them LwM2M's any more
     * @param refused values that cannot be used
     * @param suspicious positions of records that the device itself calls so
     * @param about records of object 3, as they are: what a device tells of itself
     */
    record Result(
            List<SenmlRecord> records, List<SenmlRefusal> refused, Set<Integer> suspicious, List<SenmlRecord> about) {
        /** {@return these observations, in doubt where the device itself is} */
        SenmlObservations.Result doubting(SenmlObservations.Result result) {
            if (suspicious.isEmpty()) {
                return result;
            }
            return new SenmlObservations.Result(
                    result.made().stream().map(this::doubting).toList(), result.refused());
        }

        private SenmlObservations.Made doubting(SenmlObservations.Made made) {
            if (made.records().stream().noneMatch(senml -> suspicious.contains(senml.position()))) {
                return made;
            }
            var origin = made.observation()
                    .origin()
                    .withDoubt(Doubt.Flag.NOISY, "the sensor calls it accepted, but suspicious (6042)");
            return new SenmlObservations.Made(made.observation().withOrigin(origin), made.records());
        }
    }

    private record Instance(String device, int object, int instance) {}

    /** {@return these records with those of LwM2M said in our names, the others as they are} */
    static Result translate(List<SenmlRecord> records) {
        return translate(records, Optional.empty());
    }

    /** @param otherwise what is measured where the device has no application type at all */
    static Result translate(List<SenmlRecord> records, Optional<String> otherwise) {
        var plain = new ArrayList<SenmlRecord>(records.size());
        var refused = new ArrayList<SenmlRefusal>();
        var suspicious = new HashSet<Integer>();
        var about = new ArrayList<SenmlRecord>();
        var instances = new LinkedHashMap<Instance, List<SenmlRecord>>();
        for (SenmlRecord senml : records) {
            Optional<Lwm2mPath> path = Lwm2mPath.of(senml.name());
            if (path.isEmpty()) {
                plain.add(senml);
            } else if (IpsoObject.of(path.get().object()).isPresent()) {
                var instance = new Instance(
                        path.get().device(), path.get().object(), path.get().instance());
                instances.computeIfAbsent(instance, key -> new ArrayList<>()).add(senml);
            } else if (path.get().object() == DEVICE) {
                about.add(senml);
            } else {
                refused.add(refusal(senml, "object " + path.get().object() + " says nothing that this hub keeps"));
            }
        }
        instances.forEach((instance, members) -> translate(instance, members, otherwise, plain, refused, suspicious));
        return new Result(plain, refused, suspicious, about);
    }

    private static void translate(
            Instance instance,
            List<SenmlRecord> members,
            Optional<String> otherwise,
            List<SenmlRecord> plain,
            List<SenmlRefusal> refused,
            Set<Integer> suspicious) {
        var values = new ArrayList<SenmlRecord>();
        Map<Integer, SenmlValue> about = new HashMap<>();
        for (SenmlRecord senml : members) {
            int resource = Lwm2mPath.of(senml.name()).orElseThrow().resource();
            if (resource == SENSOR_VALUE) {
                values.add(senml);
            } else {
                senml.value().ifPresent(value -> about.put(resource, value));
            }
        }
        IpsoObject object = IpsoObject.of(instance.object()).orElseThrow();
        Optional<String> type = text(about, APPLICATION_TYPE);
        Optional<String> measurement = type.isEmpty() && otherwise.isPresent() ? otherwise : object.measurement(type);
        Optional<String> unit = text(about, SENSOR_UNITS).filter(text -> !text.isBlank());
        int quality = number(about, QUALITY).map(BigDecimal::intValue).orElse(0);
        // one time says when one value was measured, not when each of several was
        Optional<Instant> time =
                values.size() == 1 ? number(about, TIMESTAMP).flatMap(Lwm2mRecords::instant) : Optional.empty();
        for (SenmlRecord value : values) {
            if (measurement.isEmpty()) {
                refused.add(
                        refusal(
                                value,
                                "its application type (5750) does not say what is measured; use e.g. glucose, body temperature, spo2"));
            } else if (REJECTED.contains(quality)) {
                refused.add(refusal(value, "the sensor itself rejects it (6042 is " + quality + ")"));
            } else {
                if (quality == SUSPICIOUS) {
                    suspicious.add(value.position());
                }
                plain.add(new SenmlRecord(
                        value.position(),
                        instance.device() + measurement.get(),
                        value.unit().or(() -> unit),
                        value.value(),
                        value.sum(),
                        time.orElse(value.time()),
                        value.raw()));
            }
        }
    }

    private static Optional<String> text(Map<Integer, SenmlValue> about, int resource) {
        return about.get(resource) instanceof SenmlValue.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(Map<Integer, SenmlValue> about, int resource) {
        return about.get(resource) instanceof SenmlValue.Number number
                ? Optional.of(number.decimal())
                : Optional.empty();
    }

    /** Seconds since 1970; a device without a clock writes 0 or how long it has been on. */
    private static Optional<Instant> instant(BigDecimal seconds) {
        BigDecimal whole = seconds.setScale(0, RoundingMode.HALF_EVEN);
        return whole.toBigInteger().bitLength() < 36 && whole.longValue() >= 1L << 28
                ? Optional.of(Instant.ofEpochSecond(whole.longValue()))
                : Optional.empty();
    }

    private static SenmlRefusal refusal(SenmlRecord senml, String reason) {
        return new SenmlRefusal(senml.position(), senml.name(), reason, senml.raw());
    }
}
