package org.hearthgate.adapter.cgm.internal;

import java.util.List;
import org.hearthgate.adapter.conversation.gatt.Bits;

/**
 * What a sensor can do (2AA8).
 *
 * @param bits 24 of them
 * @param type of the sample, 0 to 15
 * @param location of the sample, 0 to 15
 * @param check of the value
 */
record CgmFeature(int bits, int type, int location, Check check) {
    private static final int CHECKED = 1 << 12;

    private static final List<String> WORDS = List.of(
            "Calibration",
            "PatientHighLowAlerts",
            "HypoAlerts",
            "HyperAlerts",
            "RateAlerts",
            "DeviceSpecificAlert",
            "SensorMalfunctionDetection",
            "SensorTempHighLowDetection",
            "SensorResultHighLowDetection",
            "LowBatteryDetection",
            "SensorTypeErrorDetection",
            "GeneralDeviceFault",
            "E2ECRC",
            "MultipleBond",
            "MultipleSessions",
            "Trend",
            "Quality");

    /** {@return whether every value of this sensor carries an end-to-end check} */
    boolean checked() {
        return (bits & CHECKED) != 0;
    }

    List<String> words() {
        return Bits.words(bits, WORDS);
    }
}
