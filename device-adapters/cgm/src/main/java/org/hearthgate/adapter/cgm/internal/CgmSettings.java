package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * What one sensor's configuration says, checked.
 *
 * @param person whose
 * @param label what the family calls it, or empty
 * @param address on the air
 * @param lowMgPerDl the sensor's lower edge
 * @param highMgPerDl its upper edge
 * @param warmUpMinutes during which its values are not to be relied on
 * @param interval between two values, where the sensor does not say
 * @param backfill how far back gaps are filled
 * @param noisyBelowPercent below which stated quality a value is noisy
 * @param order of the status octets
 */
record CgmSettings(
        PersonId person,
        String label,
        BluetoothAddress address,
        double lowMgPerDl,
        double highMgPerDl,
        int warmUpMinutes,
        Duration interval,
        Duration backfill,
        double noisyBelowPercent,
        OctetOrder order) {
    private static final int LONGEST_LABEL = 60;

    static CgmSettings of(CgmAdapter.Config config) {
        try {
            return new CgmSettings(
                    new PersonId(config.person()),
                    config.label().strip(),
                    new BluetoothAddress(config.bluetoothAddress()),
                    config.lowMgPerDl(),
                    config.highMgPerDl(),
                    config.warmUpMinutes(),
                    Duration.ofMinutes(config.intervalMinutes()),
                    Duration.ofHours(config.backfillHours()),
                    config.noisyBelowPercent(),
                    OctetOrder.named(config.statusOctets()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(CgmAdapter.PID + ": " + e.getMessage(), e);
        }
    }

    CgmSettings {
        if (label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("label must have at most " + LONGEST_LABEL + " characters");
        }
        if (!(lowMgPerDl >= 20 && lowMgPerDl <= 100)) {
            throw new IllegalArgumentException("lowMgPerDl must be 20 to 100, was " + lowMgPerDl);
        }
        if (!(highMgPerDl >= 200 && highMgPerDl <= 600)) {
            throw new IllegalArgumentException("highMgPerDl must be 200 to 600, was " + highMgPerDl);
        }
        if (warmUpMinutes < 0 || warmUpMinutes > 1440) {
            throw new IllegalArgumentException("warmUpMinutes must be 0 to 1440, was " + warmUpMinutes);
        }
        within("intervalMinutes", interval.toMinutes(), 1, 60);
        within("backfillHours", backfill.toHours(), 0, 1080);
        if (!(noisyBelowPercent >= 0 && noisyBelowPercent <= 100)) {
            throw new IllegalArgumentException("noisyBelowPercent must be 0 to 100, was " + noisyBelowPercent);
        }
    }

    private static void within(String key, long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(key + " must be " + lowest + " to " + highest + ", was " + value);
        }
    }

    DeviceId device() {
        return address.deviceId();
    }

    /** {@return what it is called in a message} */
    String called() {
        return label.isEmpty() ? "The sensor " + address : label;
    }
}
