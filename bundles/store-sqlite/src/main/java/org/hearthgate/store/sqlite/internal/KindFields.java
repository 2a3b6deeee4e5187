package org.hearthgate.store.sqlite.internal;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hearthgate.api.observation.ActivityEpisode;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyComposition;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
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
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.api.observation.SkinConductance;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;

/**
 * Which numbered fields each kind has. The numbers are stored: they are added to and never given another meaning. Both switches are
 * exhaustive, so a new kind does not compile until it is told here how it is kept.
 */
final class KindFields {
    private static final int A = 10;
    private static final int B = 11;
    private static final int C = 12;
    private static final int D = 13;

    private KindFields() {}

    static void put(Observation observation, Fields to) {
        switch (observation.kind()) {
            case GLUCOSE -> {
                var it = (GlucoseReading) observation;
                to.number(A, it.mgPerDl());
                putBound(it.bound(), to);
                it.trendMgPerDlPerMin().ifPresent(trend -> to.number(C, trend));
            }
            case CAPILLARY_GLUCOSE -> {
                var it = (CapillaryGlucose) observation;
                to.number(A, it.mgPerDl());
                putBound(it.bound(), to);
            }
            case KETONE -> to.number(A, ((Ketone) observation).mmolPerL());
            case INSULIN_DOSE -> {
                var it = (InsulinDose) observation;
                to.number(A, it.units()).text(B, it.purpose().name());
                it.insulin().ifPresent(insulin -> to.text(C, insulin));
            }
            case CARBOHYDRATE_INTAKE -> {
                var it = (CarbohydrateIntake) observation;
                to.number(A, it.grams());
                it.absorption().ifPresent(absorption -> to.duration(B, absorption));
            }
            case BODY_WEIGHT -> to.number(A, ((BodyWeight) observation).kilograms());
            case BODY_COMPOSITION -> {
                var it = (BodyComposition) observation;
                it.bodyFatPercent().ifPresent(value -> to.number(A, value));
                it.muscleKilograms().ifPresent(value -> to.number(B, value));
                it.waterKilograms().ifPresent(value -> to.number(C, value));
                it.impedanceOhm().ifPresent(value -> to.integer(D, value));
            }
            case HEART_RATE -> {
                var it = (HeartRate) observation;
                to.integer(A, it.beatsPerMinute());
                if (!it.rrIntervals1024ths().isEmpty()) {
                    to.list(
                            B,
                            it.rrIntervals1024ths().stream()
                                    .map(Integer::longValue)
                                    .toList());
                }
            }
            case HEART_RATE_SUMMARY -> {
                var it = (HeartRateSummary) observation;
                to.number(A, it.meanBeatsPerMinute())
                        .list(B, List.of((long) it.lowestBeatsPerMinute(), (long) it.highestBeatsPerMinute(), (long)
                                it.measurements()))
                        .instant(C, it.startedAt(), it.measuredAt());
            }
            case STEP_COUNT -> {
                var it = (StepCount) observation;
                to.integer(A, it.steps()).instant(B, it.startedAt(), it.measuredAt());
            }
            case SLEEP_EPISODE -> {
                var it = (SleepEpisode) observation;
                to.instant(A, it.endedAt(), it.measuredAt());
            }
            case ACTIVITY_EPISODE -> {
                var it = (ActivityEpisode) observation;
                to.instant(A, it.endedAt(), it.measuredAt()).text(B, it.activity());
            }
            case OXYGEN_SATURATION -> to.number(A, ((OxygenSaturation) observation).percent());
            case BLOOD_PRESSURE -> {
                var it = (BloodPressure) observation;
                to.number(A, it.systolicMmHg()).number(B, it.diastolicMmHg());
            }
            case BODY_TEMPERATURE -> to.number(A, ((BodyTemperature) observation).celsius());
            case SKIN_CONDUCTANCE -> to.number(A, ((SkinConductance) observation).microsiemens());
            case DEVICE_EVENT -> {
                var it = (DeviceEvent) observation;
                to.text(A, it.event().name()).text(B, it.detail());
            }
            case SENSOR_ARTEFACT -> {
                var it = (SensorArtefact) observation;
                to.text(A, it.artefact().name())
                        .instant(B, it.startedAt(), it.measuredAt())
                        .list(C, Measures.words(it.measures()));
            }
            case NOTE -> to.text(A, ((Note) observation).text());
        }
    }

    static Observation read(ObservationKind kind, Origin origin, Fields from) {
        return switch (kind) {
            case GLUCOSE -> new GlucoseReading(origin, from.number(A), bound(from), from.optionalNumber(C));
            case CAPILLARY_GLUCOSE -> new CapillaryGlucose(origin, from.number(A), bound(from));
            case KETONE -> new Ketone(origin, from.number(A));
            case INSULIN_DOSE ->
                new InsulinDose(
                        origin, from.number(A), InsulinDose.Purpose.valueOf(from.text(B)), from.optionalText(C));
            case CARBOHYDRATE_INTAKE -> new CarbohydrateIntake(origin, from.number(A), from.optionalDuration(B));
            case BODY_WEIGHT -> new BodyWeight(origin, from.number(A));
            case BODY_COMPOSITION -> bodyComposition(origin, from);
            case HEART_RATE -> new HeartRate(origin, from.smallInteger(A), integers(from.list(B)));
            case HEART_RATE_SUMMARY -> heartRateSummary(origin, from);
            case STEP_COUNT -> new StepCount(origin, from.smallInteger(A), from.instant(B, origin.measuredAt()));
            case SLEEP_EPISODE -> new SleepEpisode(origin, from.instant(A, origin.measuredAt()));
            case ACTIVITY_EPISODE -> new ActivityEpisode(origin, from.instant(A, origin.measuredAt()), from.text(B));
            case OXYGEN_SATURATION -> new OxygenSaturation(origin, from.number(A));
            case BLOOD_PRESSURE -> new BloodPressure(origin, from.number(A), from.number(B));
            case BODY_TEMPERATURE -> new BodyTemperature(origin, from.number(A));
            case SKIN_CONDUCTANCE -> new SkinConductance(origin, from.number(A));
            case DEVICE_EVENT -> new DeviceEvent(origin, DeviceEvent.Event.valueOf(from.text(A)), from.text(B));
            case SENSOR_ARTEFACT ->
                new SensorArtefact(
                        origin,
                        from.instant(B, origin.measuredAt()),
                        SensorArtefact.Artefact.valueOf(from.text(A)),
                        Measures.read(from.list(C)));
            case NOTE -> new Note(origin, from.text(A));
        };
    }

    private static HeartRateSummary heartRateSummary(Origin origin, Fields from) {
        List<Integer> counts = integers(from.list(B));
        return new HeartRateSummary(
                origin,
                from.instant(C, origin.measuredAt()),
                from.number(A),
                counts.get(0),
                counts.get(1),
                counts.get(2));
    }

    private static BodyComposition bodyComposition(Origin origin, Fields from) {
        OptionalDouble fat = from.optionalNumber(A);
        OptionalDouble muscle = from.optionalNumber(B);
        OptionalDouble water = from.optionalNumber(C);
        OptionalInt impedance =
                from.optionalInteger(D).isPresent() ? OptionalInt.of(from.smallInteger(D)) : OptionalInt.empty();
        return new BodyComposition(origin, fat, muscle, water, impedance);
    }

    /** The usual case costs nothing: an exact value says nothing about its bound. */
    private static void putBound(Bound bound, Fields to) {
        if (bound != Bound.EXACT) {
            to.text(B, bound.name());
        }
    }

    private static Bound bound(Fields from) {
        return from.optionalText(B).map(Bound::valueOf).orElse(Bound.EXACT);
    }

    private static List<Integer> integers(List<?> longs) {
        return longs.stream().map(number -> Math.toIntExact((Long) number)).toList();
    }
}
