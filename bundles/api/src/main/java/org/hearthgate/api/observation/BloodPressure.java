package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * Blood pressure (LOINC 85354-9: systolic 8480-6, diastolic 8462-4).
 *
 * @param systolicMmHg 1 to 350
 * @param diastolicMmHg 1 to 350
 */
public record BloodPressure(Origin origin, double systolicMmHg, double diastolicMmHg) implements Observation {
    public BloodPressure {
        requireNonNull(origin, "origin");
        systolicMmHg = Measure.within("systolic pressure in mmHg", systolicMmHg, 1, 350);
        diastolicMmHg = Measure.within("diastolic pressure in mmHg", diastolicMmHg, 1, 350);
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.BLOOD_PRESSURE;
    }

    @Override
    public BloodPressure withOrigin(Origin other) {
        return new BloodPressure(other, systolicMmHg, diastolicMmHg);
    }
}
