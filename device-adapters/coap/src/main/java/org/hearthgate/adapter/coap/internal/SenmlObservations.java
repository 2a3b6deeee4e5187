package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.StepCount;

/** Resolved SenML records to observations: names, units, and the two pairs (trend to glucose, diastolic to systolic). Pure. */
final class SenmlObservations {
    static final String ADAPTER = "coap";

    /** What a sensor without numbers means by LOW and HIGH: the edges of the range that continuous sensors share. */
    private static final double LOWEST_MG_PER_DL = 40;

    private static final double HIGHEST_MG_PER_DL = 400;
    private static final BigDecimal STEEPEST_TREND = BigDecimal.valueOf(100);

    private final Function<String, PersonId> personOf;
    private final Function<SenmlRecord, Optional<DeviceId>> deviceOf;
    private final Instant receivedAt;
    private final List<Made> made = new ArrayList<>();
    private final List<SenmlRefusal> refused = new ArrayList<>();
    /** Second halves of pairs, by device and time; what is left over at the end has no first half. */
    private final Map<Key, SenmlRecord> trends = new HashMap<>();

    private final Map<Key, SenmlRecord> diastolics = new HashMap<>();

    /**
     * One observation and the records it was made of.
     *
     * @param observation ready to be submitted
     * @param records one, or the two of a pair
     */
    record Made(Observation observation, List<SenmlRecord> records) {}

    /**
     * What became of a pack.
     *
     * @param made in the order of the pack
     * @param refused ascending by position
     */
    record Result(List<Made> made, List<SenmlRefusal> refused) {}

    private record Key(String device, Instant time) {
        static Key of(SenmlRecord senml) {
            return new Key(senml.device(), senml.time());
        }
    }

    private SenmlObservations(
            Function<String, PersonId> personOf,
            Function<SenmlRecord, Optional<DeviceId>> deviceOf,
            Instant receivedAt) {
        this.personOf = personOf;
        this.deviceOf = deviceOf;
        this.receivedAt = receivedAt;
    }

    /**
     * {@return the observations of these records}
     *
     * @param personOf whose a device is, by the device part of a record's name
     * @param receivedAt on the hub's clock
     */
    static Result of(List<SenmlRecord> records, Function<String, PersonId> personOf, Instant receivedAt) {
        return of(
                records,
                personOf,
                senml -> DeviceUrn.isWellFormed(senml.device())
                        ? Optional.of(new DeviceId(senml.device()))
                        : Optional.empty(),
                receivedAt);
    }

    /** {@return the observations of what was read off one known device, whatever its records call it} */
    static Result of(List<SenmlRecord> records, PersonId person, DeviceId device, Instant receivedAt) {
        return of(records, urn -> person, senml -> Optional.of(device), receivedAt);
    }

    private static Result of(
            List<SenmlRecord> records,
            Function<String, PersonId> personOf,
            Function<SenmlRecord, Optional<DeviceId>> deviceOf,
            Instant receivedAt) {
        var translation = new SenmlObservations(personOf, deviceOf, receivedAt);
        translation.translate(records);
        translation.refused.sort(Comparator.comparingInt(SenmlRefusal::position));
        return new Result(translation.made, translation.refused);
    }

    private void translate(List<SenmlRecord> records) {
        var first = new ArrayList<SenmlRecord>(records.size());
        for (SenmlRecord senml : records) {
            Map<Key, SenmlRecord> seconds =
                    switch (senml.measurement()) {
                        case "glucose-trend" -> trends;
                        case "diastolic" -> diastolics;
                        default -> null;
                    };
            if (seconds == null) {
                first.add(senml);
            } else if (seconds.putIfAbsent(Key.of(senml), senml) != null) {
                refuse(senml, "the pack has two of this name and time");
            }
        }
        for (SenmlRecord senml : first) {
            try {
                translate(senml);
            } catch (UnusableRecordException | IllegalArgumentException e) {
                refuse(senml, e.getMessage());
            }
        }
        trends.values().forEach(senml -> refuse(senml, "the pack has no usable glucose of the same device and time"));
        diastolics
                .values()
                .forEach(senml -> refuse(senml, "the pack has no usable systolic of the same device and time"));
    }

    private void translate(SenmlRecord senml) throws UnusableRecordException {
        switch (senml.measurement()) {
            case "glucose" -> glucose(senml);
            case "systolic" -> bloodPressure(senml);
            case "insulin-bolus" -> insulin(senml, InsulinDose.Purpose.BOLUS);
            case "insulin-basal" -> insulin(senml, InsulinDose.Purpose.BASAL);
            case "carbs" ->
                add(senml, Quantity.CARBOHYDRATES, (at, grams) -> new CarbohydrateIntake(at, grams, Optional.empty()));
            case "weight" -> add(senml, Quantity.WEIGHT, BodyWeight::new);
            case "heart-rate" ->
                add(senml, Quantity.HEART_RATE, (at, rate) -> HeartRate.of(at, (int) Math.round(rate)));
            case "steps" -> addSteps(senml, MeasuredValue.steps(senml));
            case "spo2" -> add(senml, Quantity.OXYGEN_SATURATION, OxygenSaturation::new);
            case "temperature" -> add(senml, Quantity.TEMPERATURE, BodyTemperature::new);
            case "ketone" -> add(senml, Quantity.KETONE, Ketone::new);
            default ->
                throw new UnusableRecordException(
                        "is not a name this hub knows; see /.well-known/core and the adapter's README");
        }
    }

    private void add(SenmlRecord senml, Quantity quantity, BiFunction<Origin, Double, Observation> maker)
            throws UnusableRecordException {
        double number = MeasuredValue.number(senml, quantity).doubleValue();
        made.add(new Made(maker.apply(origin(senml), number), List.of(senml)));
    }

    private void addSteps(SenmlRecord senml, int steps) throws UnusableRecordException {
        Origin origin = origin(senml);
        made.add(new Made(new StepCount(origin, steps, origin.measuredAt()), List.of(senml)));
    }

    private void insulin(SenmlRecord senml, InsulinDose.Purpose purpose) throws UnusableRecordException {
        add(senml, Quantity.INSULIN, (at, units) -> new InsulinDose(at, units, purpose, Optional.empty()));
    }

    private void glucose(SenmlRecord senml) throws UnusableRecordException {
        Origin origin = origin(senml);
        GlucoseReading plain = MeasuredValue.bound(senml)
                .map(bound -> new GlucoseReading(
                        origin,
                        bound == Bound.BELOW_RANGE ? LOWEST_MG_PER_DL : HIGHEST_MG_PER_DL,
                        bound,
                        OptionalDouble.empty()))
                .orElse(null);
        if (plain == null) {
            plain = GlucoseReading.exact(
                    origin, MeasuredValue.number(senml, Quantity.GLUCOSE).doubleValue());
        }
        SenmlRecord trend = trends.remove(Key.of(senml));
        if (trend == null) {
            made.add(new Made(plain, List.of(senml)));
            return;
        }
        // a trend that cannot be read must not cost the reading
        try {
            BigDecimal slope = MeasuredValue.number(trend, Quantity.GLUCOSE_TREND);
            if (slope.abs().compareTo(STEEPEST_TREND) > 0) {
                throw new UnusableRecordException("must be -100 to 100 mg/dL/min");
            }
            var reading =
                    new GlucoseReading(origin, plain.mgPerDl(), plain.bound(), OptionalDouble.of(slope.doubleValue()));
            made.add(new Made(reading, List.of(senml, trend)));
        } catch (UnusableRecordException e) {
            made.add(new Made(plain, List.of(senml)));
            refuse(trend, e.getMessage());
        }
    }

    private void bloodPressure(SenmlRecord systolic) throws UnusableRecordException {
        SenmlRecord diastolic = diastolics.get(Key.of(systolic));
        if (diastolic == null) {
            throw new UnusableRecordException("the pack has no diastolic of the same device and time");
        }
        double upper = MeasuredValue.number(systolic, Quantity.PRESSURE).doubleValue();
        diastolics.remove(Key.of(systolic));
        try {
            double lower = MeasuredValue.number(diastolic, Quantity.PRESSURE).doubleValue();
            made.add(new Made(new BloodPressure(origin(systolic), upper, lower), List.of(systolic, diastolic)));
        } catch (UnusableRecordException | IllegalArgumentException e) {
            refuse(diastolic, e.getMessage());
            throw new UnusableRecordException("its pair of systolic and diastolic cannot be used: " + e.getMessage());
        }
    }

    private Origin origin(SenmlRecord senml) throws UnusableRecordException {
        DeviceId device = deviceOf.apply(senml)
                .orElseThrow(() -> new UnusableRecordException(
                        "its name must begin with the device, urn:dev:…, given as base name (bn)"));
        return Origin.of(
                personOf.apply(device.value()), device, senml.time(), receivedAt, Provenance.of(ADAPTER, senml.raw()));
    }

    private void refuse(SenmlRecord senml, String reason) {
        refused.add(new SenmlRefusal(senml.position(), senml.name(), reason, senml.raw()));
    }
}
