package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a scale makes of the body's impedance.
 *
 * @param bodyFatPercent 0 to 100 (LOINC 41982-0)
 * @param muscleKilograms 0 to 400
 * @param waterKilograms 0 to 400
 * @param impedanceOhm 1 to 10000
 */
public record BodyComposition(
        Origin origin,
        OptionalDouble bodyFatPercent,
        OptionalDouble muscleKilograms,
        OptionalDouble waterKilograms,
        OptionalInt impedanceOhm)
        implements Observation {
    public BodyComposition {
        requireNonNull(origin, "origin");
        bodyFatPercent.ifPresent(value -> Measure.within("body fat in %", value, 0, 100));
        muscleKilograms.ifPresent(value -> Measure.within("muscle mass in kg", value, 0, 400));
        waterKilograms.ifPresent(value -> Measure.within("body water in kg", value, 0, 400));
        impedanceOhm.ifPresent(value -> Measure.within("impedance in ohm", value, 1, 10_000));
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.BODY_COMPOSITION;
    }

    @Override
    public BodyComposition withOrigin(Origin other) {
        return new BodyComposition(other, bodyFatPercent, muscleKilograms, waterKilograms, impedanceOhm);
    }
}
