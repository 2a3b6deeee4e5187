package org.hearthgate.adapter.meter.internal;

import java.util.EnumSet;
import java.util.Set;

/** What a meter says about itself beside a value, in order of the bits. */
enum Annunciation {
    BATTERY_LOW("DeviceBatteryLow"),
    SENSOR_MALFUNCTION("SensorMalfunction"),
    SAMPLE_SIZE_INSUFFICIENT("SampleSizeInsufficient"),
    STRIP_INSERTION_ERROR("StripInsertionError"),
    STRIP_TYPE_INCORRECT("StripTypeIncorrect"),
    RESULT_TOO_HIGH("ResultTooHigh"),
    RESULT_TOO_LOW("ResultTooLow"),
    TEMPERATURE_TOO_HIGH("TemperatureTooHigh"),
    TEMPERATURE_TOO_LOW("TemperatureTooLow"),
    READ_INTERRUPTED("ReadInterrupted"),
    GENERAL_FAULT("GeneralDeviceFault"),
    TIME_FAULT("TimeFault");

    private final String word;

    Annunciation(String word) {
        this.word = word;
    }

    /** {@return the name in the specification} */
    String word() {
        return word;
    }

    /** {@return what these 16 bits say; reserved ones say nothing} */
    static Set<Annunciation> of(int bits) {
        Set<Annunciation> said = EnumSet.noneOf(Annunciation.class);
        for (Annunciation one : values()) {
            if ((bits >>> one.ordinal() & 1) == 1) {
                said.add(one);
            }
        }
        return said;
    }
}
