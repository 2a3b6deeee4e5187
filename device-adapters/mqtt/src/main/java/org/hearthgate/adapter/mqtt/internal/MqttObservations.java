package org.hearthgate.adapter.mqtt.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyComposition;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.api.observation.StepCount;

/**
 * Makes observations of one device's values, and leaves out what it has just said: advertisements are repeated for seconds and heard by
 * several gateways. One thread at a time.
 */
final class MqttObservations {
    private static final int MOST_STEPS = 200_000;
    private static final Duration LONGEST_WALK = Duration.ofDays(1);

    private final Duration repeatWithin;
    private final Map<Quantity, Said> said = new EnumMap<>(Quantity.class);
    private Optional<Counter> counter = Optional.empty();

    private record Said(double number, Instant at) {}

    private record Counter(int steps, Instant at) {}

    /** @param repeatWithin the same value within this time is the same measurement, where messages have no time of their own */
    MqttObservations(Duration repeatWithin) {
        this.repeatWithin = repeatWithin;
    }

    /**
     * @param timed whether the device told the time, which is then the identity
     * @param refused told why a value was not taken
     */
    List<Observation> of(
            Map<Quantity, MessageDecoder.Value> all,
            Origin origin,
            boolean timed,
            java.util.function.Consumer<String> refused) {
        Map<Quantity, MessageDecoder.Value> fresh = new EnumMap<>(Quantity.class);
        all.forEach((quantity, value) -> {
            if (timed || !isRepeated(quantity, value.number(), origin.receivedAt())) {
                fresh.put(quantity, value);
            }
        });
        completePressure(all, fresh);
        var made = new ArrayList<Observation>();
        fresh.forEach((quantity, value) -> {
            try {
                one(quantity, value, fresh, origin).ifPresent(made::add);
            } catch (IllegalArgumentException e) {
                refused.accept(e.getMessage());
            }
        });
        return made;
    }

    void forget() {
        said.clear();
    }

    private boolean isRepeated(Quantity quantity, double number, Instant at) {
        Said before = said.get(quantity);
        boolean repeated = before != null
                && before.number() == number
                && Duration.between(before.at(), at).abs().compareTo(repeatWithin) <= 0;
        if (!repeated) {
            said.put(quantity, new Said(number, at));
        }
        return repeated;
    }

    /** A pair stays a pair when only one half of it changed. */
    private static void completePressure(
            Map<Quantity, MessageDecoder.Value> all, Map<Quantity, MessageDecoder.Value> fresh) {
        if (fresh.containsKey(Quantity.SYSTOLIC) || fresh.containsKey(Quantity.DIASTOLIC)) {
            for (Quantity half : List.of(Quantity.SYSTOLIC, Quantity.DIASTOLIC)) {
                if (all.containsKey(half)) {
                    fresh.put(half, all.get(half));
                }
            }
        }
    }

    private Optional<Observation> one(
            Quantity quantity, MessageDecoder.Value value, Map<Quantity, MessageDecoder.Value> beside, Origin origin) {
        double number = value.number();
        return switch (quantity) {
            case GLUCOSE -> Optional.of(new GlucoseReading(origin, number, value.bound(), OptionalDouble.empty()));
            case FINGERSTICK -> Optional.of(new CapillaryGlucose(origin, number, value.bound()));
            case KETONE -> Optional.of(new Ketone(origin, number));
            case WEIGHT -> Optional.of(new BodyWeight(origin, number));
            case IMPEDANCE -> Optional.of(composition(beside, origin));
            case BODY_FAT ->
                beside.containsKey(Quantity.IMPEDANCE)
                        ? Optional.empty() // told together
                        : Optional.of(composition(beside, origin));
            case HEART_RATE -> Optional.of(HeartRate.of(origin, whole("heart rate", number)));
            case STEPS_TOTAL -> walked(whole("steps", number), origin);
            case SPO2 -> Optional.of(new OxygenSaturation(origin, number));
            case TEMPERATURE -> Optional.of(new BodyTemperature(origin, number));
            case SYSTOLIC -> Optional.of(pressure(beside, origin));
            case DIASTOLIC -> missing(beside, Quantity.SYSTOLIC, () -> "diastolic comes without systolic");
        };
    }

    private static Optional<Observation> missing(
            Map<Quantity, MessageDecoder.Value> beside, Quantity other, Supplier<String> message) {
        if (!beside.containsKey(other)) {
            throw new IllegalArgumentException(message.get());
        }
        return Optional.empty(); // the other half makes the pair
    }

    private static BloodPressure pressure(Map<Quantity, MessageDecoder.Value> beside, Origin origin) {
        missing(beside, Quantity.DIASTOLIC, () -> "systolic comes without diastolic");
        return new BloodPressure(
                origin,
                beside.get(Quantity.SYSTOLIC).number(),
                beside.get(Quantity.DIASTOLIC).number());
    }

    private static BodyComposition composition(Map<Quantity, MessageDecoder.Value> beside, Origin origin) {
        MessageDecoder.Value fat = beside.get(Quantity.BODY_FAT);
        MessageDecoder.Value ohm = beside.get(Quantity.IMPEDANCE);
        return new BodyComposition(
                origin,
                fat == null ? OptionalDouble.empty() : OptionalDouble.of(fat.number()),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                ohm == null ? OptionalInt.empty() : OptionalInt.of(whole("impedance", ohm.number())));
    }

    /** The counter's first word only says where it stands; one that was set back begins anew. */
    private Optional<Observation> walked(int steps, Origin origin) {
        Optional<Counter> before = counter;
        counter = Optional.of(new Counter(steps, origin.measuredAt()));
        return before.filter(last -> last.steps() < steps
                        && steps - last.steps() <= MOST_STEPS
                        && last.at().isBefore(origin.measuredAt())
                        && Duration.between(last.at(), origin.measuredAt()).compareTo(LONGEST_WALK) <= 0)
                .map(last -> new StepCount(origin, steps - last.steps(), last.at()));
    }

    private static int whole(String what, double number) {
        long rounded = Math.round(number);
        if (rounded < 0 || rounded > 100_000_000) {
            throw new IllegalArgumentException(what + " is out of range");
        }
        return (int) rounded;
    }
}
