package org.hearthgate.adapter.cgm.internal;

import java.util.EnumSet;
import java.util.Set;

/** What a sensor says about itself beside a value: the bits of the Status, Cal/Temp and Warning octets, by their places in 24 bits. */
enum Annunciation {
    SESSION_STOPPED(0, "SessionStopped"),
    BATTERY_LOW(1, "DeviceBatteryLow"),
    SENSOR_TYPE_INCORRECT(2, "SensorTypeIncorrect"),
    SENSOR_MALFUNCTION(3, "SensorMalfunction"),
    DEVICE_SPECIFIC_ALERT(4, "DeviceSpecificAlert"),
    GENERAL_FAULT(5, "GeneralDeviceFault"),
    TIME_SYNC_REQUIRED(8, "TimeSyncRequired"),
    CALIBRATION_NOT_ALLOWED(9, "CalibrationNotAllowed"),
    CALIBRATION_RECOMMENDED(10, "CalibrationRecommended"),
    CALIBRATION_REQUIRED(11, "CalibrationRequired"),
    TEMPERATURE_TOO_HIGH(12, "TemperatureTooHigh"),
    TEMPERATURE_TOO_LOW(13, "TemperatureTooLow"),
    BELOW_PATIENT_LOW(16, "ResultBelowPatientLow"),
    ABOVE_PATIENT_HIGH(17, "ResultAbovePatientHigh"),
    BELOW_HYPO(18, "ResultBelowHypo"),
    ABOVE_HYPER(19, "ResultAboveHyper"),
    RATE_OF_DECREASE_EXCEEDED(20, "RateOfDecreaseExceeded"),
    RATE_OF_INCREASE_EXCEEDED(21, "RateOfIncreaseExceeded"),
    BELOW_DEVICE_RANGE(22, "ResultBelowDeviceRange"),
    ABOVE_DEVICE_RANGE(23, "ResultAboveDeviceRange");

    private final int bit;
    private final String word;

    Annunciation(int bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** {@return the name in the specification} */
    String word() {
        return word;
    }

    /** {@return what these 24 bits say; reserved ones say nothing} */
    static Set<Annunciation> of(int bits) {
        Set<Annunciation> said = EnumSet.noneOf(Annunciation.class);
        for (Annunciation one : values()) {
            if ((bits >>> one.bit & 1) == 1) {
                said.add(one);
            }
        }
        return said;
    }
}
