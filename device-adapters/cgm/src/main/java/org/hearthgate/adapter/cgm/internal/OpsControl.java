package org.hearthgate.adapter.cgm.internal;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.hearthgate.api.ieee11073.MedicalFloat;

/**
 * One value of the Specific Ops Control Point (2AAC). All of them are understood; only the question for the interval is ever written.
 *
 * @param operation what is asked, set or answered
 * @param operand what stands behind it
 * @param check of the value
 */
record OpsControl(Operation operation, Operand operand, Check check) {
    /** What the interval's octet says when it is no number of minutes. */
    static final int FASTEST = 0xFF;

    /** What an operation carries. */
    enum Shape {
        NOTHING,
        INTERVAL,
        CALIBRATION,
        RECORD,
        LEVEL,
        ANSWER
    }

    /** The operations, in order of their codes from 1. */
    enum Operation {
        SET_INTERVAL("SetCommunicationInterval", Shape.INTERVAL),
        GET_INTERVAL("GetCommunicationInterval", Shape.NOTHING),
        INTERVAL("CommunicationIntervalResponse", Shape.INTERVAL),
        SET_CALIBRATION("SetCalibration", Shape.CALIBRATION),
        GET_CALIBRATION("GetCalibration", Shape.RECORD),
        CALIBRATION("CalibrationResponse", Shape.CALIBRATION),
        SET_PATIENT_HIGH("SetPatientHigh", Shape.LEVEL),
        GET_PATIENT_HIGH("GetPatientHigh", Shape.NOTHING),
        PATIENT_HIGH("PatientHighResponse", Shape.LEVEL),
        SET_PATIENT_LOW("SetPatientLow", Shape.LEVEL),
        GET_PATIENT_LOW("GetPatientLow", Shape.NOTHING),
        PATIENT_LOW("PatientLowResponse", Shape.LEVEL),
        SET_HYPO("SetHypo", Shape.LEVEL),
        GET_HYPO("GetHypo", Shape.NOTHING),
        HYPO("HypoResponse", Shape.LEVEL),
        SET_HYPER("SetHyper", Shape.LEVEL),
        GET_HYPER("GetHyper", Shape.NOTHING),
        HYPER("HyperResponse", Shape.LEVEL),
        SET_DECREASE("SetRateOfDecrease", Shape.LEVEL),
        GET_DECREASE("GetRateOfDecrease", Shape.NOTHING),
        DECREASE("RateOfDecreaseResponse", Shape.LEVEL),
        SET_INCREASE("SetRateOfIncrease", Shape.LEVEL),
        GET_INCREASE("GetRateOfIncrease", Shape.NOTHING),
        INCREASE("RateOfIncreaseResponse", Shape.LEVEL),
        RESET_ALERT("ResetDeviceSpecificAlert", Shape.NOTHING),
        START_SESSION("StartSession", Shape.NOTHING),
        STOP_SESSION("StopSession", Shape.NOTHING),
        RESPONSE("ResponseCode", Shape.ANSWER);

        private final String word;
        private final Shape shape;

        Operation(String word, Shape shape) {
            this.word = word;
            this.shape = shape;
        }

        String word() {
            return word;
        }

        Shape shape() {
            return shape;
        }

        static Optional<Operation> of(int code) {
            return code < 1 || code > values().length ? Optional.empty() : Optional.of(values()[code - 1]);
        }
    }

    OpsControl {
        requireNonNull(operation, "operation");
        requireNonNull(operand, "operand");
        requireNonNull(check, "check");
    }

    /** What stands behind an operation. */
    sealed interface Operand {
        /** Nothing. */
        record Nothing() implements Operand {}

        /** Minutes; 0 is off, {@link #FASTEST} as fast as it can. */
        record Interval(int minutes) implements Operand {}

        /** A fingerstick the sensor was told, in mg/dL; times in minutes since the session's start; three bits of status. */
        record Calibration(
                MedicalFloat mgPerDl, int atMinute, int type, int location, int nextMinute, int record, int status)
                implements Operand {}

        /** The number of a calibration, 0xFFFF for the last. */
        record CalibrationNumber(int record) implements Operand {}

        /** A limit in mg/dL, or in mg/dL per minute. */
        record Level(MedicalFloat level) implements Operand {}

        /** How an operation ended: 1 well. */
        record Answer(Optional<Operation> request, int code) implements Operand {}
    }
}
