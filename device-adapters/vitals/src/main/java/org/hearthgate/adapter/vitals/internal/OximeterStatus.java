package org.hearthgate.adapter.vitals.internal;

import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.Doubt;

/**
 * What an oximeter says about its own measurement and its sensor.
 *
 * @param measurement 16 bits, 0 where it tells none
 * @param sensor 24 bits, 0 where it tells none
 */
record OximeterStatus(int measurement, int sensor) {
    static final List<String> MEASUREMENT_WORDS = List.of(
            "",
            "",
            "",
            "",
            "",
            "MeasurementOngoing",
            "EarlyEstimate",
            "Validated",
            "FullyQualified",
            "FromStorage",
            "ForDemonstration",
            "ForTesting",
            "CalibrationOngoing",
            "Unavailable",
            "Questionable",
            "Invalid");
    static final List<String> SENSOR_WORDS = List.of(
            "ExtendedDisplayUpdateOngoing",
            "EquipmentMalfunction",
            "SignalProcessingIrregularity",
            "InadequateSignal",
            "PoorSignal",
            "LowPerfusion",
            "ErraticSignal",
            "NonpulsatileSignal",
            "QuestionablePulse",
            "SignalAnalysisOngoing",
            "SensorInterference",
            "SensorUnconnectedToUser",
            "UnknownSensorConnected",
            "SensorDisplaced",
            "SensorMalfunctioning",
            "SensorDisconnected");

    private static final int FROM_STORAGE = 1 << 9;
    private static final int NOBODYS = 1 << 10 | 1 << 11;
    private static final int NO_VALUE = 1 << 13 | 1 << 14 | 1 << 15;
    private static final int PRELIMINARY = 1 << 6 | 1 << 12;
    private static final int NO_FINGER = 1 << 1 | 1 << 11 | 1 << 13 | 1 << 14 | 1 << 15;
    private static final int POOR = 0b111_1111_1100 & ~(1 << 9);

    boolean fromStorage() {
        return (measurement & FROM_STORAGE) != 0;
    }

    /** {@return why this is not a person's saturation; empty when it is} */
    Optional<String> refusal() {
        if ((measurement & NO_VALUE) != 0) {
            return Optional.of("the oximeter calls the value unavailable, questionable or invalid");
        }
        if ((measurement & NOBODYS) != 0) {
            return Optional.of("a demonstration or test of the oximeter");
        }
        if ((sensor & NO_FINGER) != 0) {
            return Optional.of("the oximeter's sensor is off the finger, displaced or broken");
        }
        return Optional.empty();
    }

    /** {@return why it is to be trusted less} */
    Optional<Doubt> doubt() {
        return (measurement & PRELIMINARY) != 0 || (sensor & POOR) != 0
                ? Optional.of(new Doubt(Doubt.Flag.NOISY, "the oximeter calls its signal poor or not yet settled"))
                : Optional.empty();
    }
}
