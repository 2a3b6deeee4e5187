package org.hearthgate.store.sqlite.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.hearthgate.api.observation.ActivityEpisode;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyComposition;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.HeartRateSummary;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.api.observation.SkinConductance;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;

/** Every observation the records allow: all kinds, every optional part present and absent, odd texts, far times. */
public final class AnyObservation {
    private AnyObservation() {}

    public static Arbitrary<Observation> any() {
        return Arbitraries.of(ObservationKind.values()).flatMap(AnyObservation::of);
    }

    static Arbitrary<Observation> of(ObservationKind kind) {
        return origin().flatMap(origin -> of(kind, origin));
    }

    private static Arbitrary<? extends Observation> exact(ObservationKind kind, Origin origin) {
        return switch (kind) {
            case GLUCOSE ->
                Combinators.combine(number(0.01, 2000), Arbitraries.of(Bound.values()), optional(number(-100, 100)))
                        .as((value, bound, trend) -> new GlucoseReading(origin, value, bound, trend));
            case CAPILLARY_GLUCOSE ->
                Combinators.combine(number(0.01, 2000), Arbitraries.of(Bound.values()))
                        .as((value, bound) -> new CapillaryGlucose(origin, value, bound));
            case KETONE -> number(0, 30).map(value -> new Ketone(origin, value));
            case INSULIN_DOSE ->
                Combinators.combine(
                                number(0, 300),
                                Arbitraries.of(InsulinDose.Purpose.values()),
                                text(200).optional())
                        .as((units, purpose, insulin) -> new InsulinDose(origin, units, purpose, insulin));
            case CARBOHYDRATE_INTAKE ->
                Combinators.combine(number(0, 1000), duration().optional())
                        .as((grams, absorption) -> new CarbohydrateIntake(origin, grams, absorption));
            case BODY_WEIGHT -> number(0.2, 650).map(value -> new BodyWeight(origin, value));
            case BODY_COMPOSITION ->
                Combinators.combine(
                                optional(number(0, 100)),
                                optional(number(0, 400)),
                                optional(number(0, 400)),
                                Arbitraries.integers().between(1, 10_000).optional())
                        .as((fat, muscle, water, impedance) -> new BodyComposition(
                                origin,
                                fat,
                                muscle,
                                water,
                                impedance.map(OptionalInt::of).orElse(OptionalInt.empty())));
            case HEART_RATE ->
                Combinators.combine(
                                Arbitraries.integers().between(0, 300),
                                Arbitraries.integers().list().ofMaxSize(20))
                        .as((rate, intervals) -> new HeartRate(origin, rate, intervals));
            case HEART_RATE_SUMMARY ->
                Combinators.combine(
                                Arbitraries.integers().between(1, 300).tuple3(),
                                duration(),
                                Arbitraries.integers().between(1, Integer.MAX_VALUE))
                        .as((rates, span, count) -> summary(origin, rates.items(), span, count));
            case STEP_COUNT ->
                Combinators.combine(Arbitraries.integers().between(0, 200_000), duration())
                        .as((steps, span) ->
                                new StepCount(origin, steps, origin.measuredAt().minus(span)));
            case SLEEP_EPISODE ->
                duration()
                        .map(span ->
                                new SleepEpisode(origin, origin.measuredAt().plus(span)));
            case ACTIVITY_EPISODE ->
                Combinators.combine(duration(), text(200))
                        .as((span, activity) ->
                                new ActivityEpisode(origin, origin.measuredAt().plus(span), activity));
            case OXYGEN_SATURATION -> number(0, 100).map(value -> new OxygenSaturation(origin, value));
            case BLOOD_PRESSURE ->
                Combinators.combine(number(1, 350), number(1, 350))
                        .as((systolic, diastolic) -> new BloodPressure(origin, systolic, diastolic));
            case BODY_TEMPERATURE -> number(20, 46).map(value -> new BodyTemperature(origin, value));
            case SKIN_CONDUCTANCE -> number(0, 200).map(value -> new SkinConductance(origin, value));
            case DEVICE_EVENT ->
                Combinators.combine(Arbitraries.of(DeviceEvent.Event.values()), text(500))
                        .as((event, detail) -> new DeviceEvent(origin, event, detail));
            case SENSOR_ARTEFACT ->
                Combinators.combine(Arbitraries.of(SensorArtefact.Artefact.values()), duration(), measures())
                        .as((artefact, span, measures) ->
                                new SensorArtefact(origin, origin.measuredAt().minus(span), artefact, measures));
            case NOTE -> text(4000).map(text -> new Note(origin, text));
        };
    }

    private static HeartRateSummary summary(Origin origin, List<Object> rates, Duration span, int count) {
        var sorted = rates.stream().map(rate -> (Integer) rate).sorted().toList();
        return new HeartRateSummary(
                origin,
                origin.measuredAt().minus(span).minusSeconds(1),
                sorted.get(1),
                sorted.get(0),
                sorted.get(2),
                count);
    }

    private static Arbitrary<Map<String, Double>> measures() {
        return Arbitraries.maps(
                        Arbitraries.of("probability", "slopeMgPerDlPerMin", "recoveredPercent"),
                        Arbitraries.doubles().between(-1e6, 1e6))
                .ofMaxSize(3);
    }

    private static Arbitrary<Observation> of(ObservationKind kind, Origin origin) {
        return exact(kind, origin).map(Observation.class::cast);
    }

    private static Arbitrary<Origin> origin() {
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-4_000_000_000_000L, 9_000_000_000_000_000L)
                .map(Instant::ofEpochMilli);
        return Combinators.combine(
                        Arbitraries.of("anna", "ben").map(PersonId::new),
                        Arbitraries.of("sensor-1", "urn:dev:mac:0024befffe804ff1:", "Größe")
                                .map(DeviceId::new),
                        times,
                        Arbitraries.integers()
                                .between(-18 * 3600, 18 * 3600)
                                .map(ZoneOffset::ofTotalSeconds)
                                .optional(),
                        times,
                        Arbitraries.longs().optional(),
                        quality(),
                        provenance())
                .as((person, device, measuredAt, offset, receivedAt, sequence, quality, provenance) -> new Origin(
                        person,
                        device,
                        measuredAt,
                        offset,
                        receivedAt,
                        sequence.map(OptionalLong::of).orElse(OptionalLong.empty()),
                        quality,
                        provenance));
    }

    private static Arbitrary<Quality> quality() {
        Arbitrary<List<Doubt>> doubts = Combinators.combine(Arbitraries.of(Doubt.Flag.values()), text(60), measures())
                .as(Doubt::new)
                .list()
                .ofMaxSize(3);
        return doubts.map(Quality::new);
    }

    private static Arbitrary<Provenance> provenance() {
        Arbitrary<RawForm> raw = Combinators.combine(
                        Arbitraries.of("application/json", "application/senml+cbor"),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(64))
                .as(RawForm::new);
        return Combinators.combine(Arbitraries.of("coap", "nightscout"), raw.optional())
                .as(Provenance::new);
    }

    private static Arbitrary<Double> number(double lowest, double highest) {
        return Arbitraries.doubles().between(lowest, highest).ofScale(6);
    }

    private static Arbitrary<OptionalDouble> optional(Arbitrary<Double> number) {
        return number.optional().map(value -> value.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    private static Arbitrary<Duration> duration() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 400_000_000_000L), Arbitraries.of(0, 1_000_000, 999_999_999, 1))
                .as(Duration::ofSeconds);
    }

    /** All of UTF-16, lone surrogates and NUL among it. */
    private static Arbitrary<String> text(int longest) {
        return Arbitraries.strings().all().ofMaxLength(longest);
    }
}
