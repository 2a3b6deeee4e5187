package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * What one meter's configuration says, checked.
 *
 * @param person whose
 * @param label what the family calls it, or empty
 * @param address on the air
 * @param lowMgPerDl the meter's lower edge
 * @param highMgPerDl its upper edge
 * @param ketoneByMealSix whether meal code 6 marks a ketone
 * @param insulinUnitsPerMillilitre strength of the insulin that the meter is told in litres; 0 unknown
 * @param history how far back the meter's memory is taken
 */
record MeterSettings(
        PersonId person,
        String label,
        BluetoothAddress address,
        double lowMgPerDl,
        double highMgPerDl,
        boolean ketoneByMealSix,
        int insulinUnitsPerMillilitre,
        Duration history) {
    private static final int LONGEST_LABEL = 60;
    private static final int STRONGEST_INSULIN = 500;
    private static final long LONGEST_HISTORY_DAYS = 3650;

    static MeterSettings of(MeterAdapter.Config config) {
        try {
            return new MeterSettings(
                    new PersonId(config.person()),
                    config.label().strip(),
                    new BluetoothAddress(config.bluetoothAddress()),
                    config.lowMgPerDl(),
                    config.highMgPerDl(),
                    config.ketoneByMealSix(),
                    config.insulinUnitsPerMillilitre(),
                    Duration.ofDays(config.historyDays()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(MeterAdapter.PID + ": " + e.getMessage(), e);
        }
    }

    MeterSettings {
        if (label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("label must have at most " + LONGEST_LABEL + " characters");
        }
        if (!(lowMgPerDl >= 10 && lowMgPerDl <= 100)) {
            throw new IllegalArgumentException("lowMgPerDl must be 10 to 100, was " + lowMgPerDl);
        }
        if (!(highMgPerDl >= 200 && highMgPerDl <= 900)) {
            throw new IllegalArgumentException("highMgPerDl must be 200 to 900, was " + highMgPerDl);
        }
        if (insulinUnitsPerMillilitre != 0
                && (insulinUnitsPerMillilitre < 10 || insulinUnitsPerMillilitre > STRONGEST_INSULIN)) {
            throw new IllegalArgumentException("insulinUnitsPerMillilitre must be 0 (unknown) or 10 to "
                    + STRONGEST_INSULIN + ", was " + insulinUnitsPerMillilitre);
        }
        if (history.toDays() < 1 || history.toDays() > LONGEST_HISTORY_DAYS) {
            throw new IllegalArgumentException(
                    "historyDays must be 1 to " + LONGEST_HISTORY_DAYS + ", was " + history.toDays());
        }
    }

    DeviceId device() {
        return address.deviceId();
    }

    /** {@return what it is called in a message} */
    String called() {
        return label.isEmpty() ? "The meter " + address : label;
    }
}
