package org.hearthgate.api.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * One thing that was measured or done. Immutable, checked at construction, safe on every thread.
 *
 * <p>Identity, for de-duplication: person + device + kind + {@link Origin#sequence() sequence} where the device has one, else person +
 * device + kind + {@code measuredAt}. Two sensors at one instant are two readings.
 */
public sealed interface Observation
        permits GlucoseReading,
                CapillaryGlucose,
                Ketone,
                InsulinDose,
                CarbohydrateIntake,
                BodyWeight,
                BodyComposition,
                HeartRate,
                HeartRateSummary,
                StepCount,
                SleepEpisode,
                ActivityEpisode,
                OxygenSaturation,
                BloodPressure,
                BodyTemperature,
                SkinConductance,
                DeviceEvent,
                SensorArtefact,
                Note {

    /** {@return person, device, clocks, quality and raw form} */
    Origin origin();

    ObservationKind kind();

    /** {@return the same observation with another origin; ingest adds doubts by it} */
    Observation withOrigin(Origin origin);

    /** {@return the same observation, measured so much later; the other end of an interval moves along} */
    default Observation movedBy(Duration by) {
        return withOrigin(origin().withMeasuredAt(measuredAt().plus(by)));
    }

    default PersonId person() {
        return origin().person();
    }

    default DeviceId device() {
        return origin().device();
    }

    /** {@return when the device measured} */
    default Instant measuredAt() {
        return origin().measuredAt();
    }

    /** {@return when the hub heard of it} */
    default Instant receivedAt() {
        return origin().receivedAt();
    }

    default Quality quality() {
        return origin().quality();
    }
}
