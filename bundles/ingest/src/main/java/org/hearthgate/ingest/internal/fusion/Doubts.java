package org.hearthgate.ingest.internal.fusion;

import java.util.EnumSet;
import java.util.Set;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/** Which doubts of a reading matter here, and how. */
final class Doubts {
    /** The sensor itself speaks against its number. */
    private static final Set<Doubt.Flag> OF_THE_SIGNAL = EnumSet.of(
            Doubt.Flag.NOISY,
            Doubt.Flag.COMPRESSION_SUSPECTED,
            Doubt.Flag.JUMP,
            Doubt.Flag.FLAT_LINE,
            Doubt.Flag.END_OF_LIFE,
            Doubt.Flag.CALIBRATION_STEP,
            Doubt.Flag.METER_DISAGREES);

    private Doubts() {}

    /** {@return whether it measures the body; late is no reason against that} */
    static boolean isSound(GlucoseReading reading) {
        for (Doubt doubt : reading.quality().doubts()) {
            if (doubt.flag().forbidsAlarm() && doubt.flag() != Doubt.Flag.LATE) {
                return false;
            }
        }
        return true;
    }

    static boolean isLate(GlucoseReading reading) {
        return reading.quality().has(Doubt.Flag.LATE);
    }

    static boolean isDoubted(GlucoseReading reading) {
        return reading.quality().doubts().stream().map(Doubt::flag).anyMatch(OF_THE_SIGNAL::contains);
    }
}
