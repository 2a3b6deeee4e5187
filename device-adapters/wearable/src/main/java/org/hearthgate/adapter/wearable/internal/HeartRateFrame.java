package org.hearthgate.adapter.wearable.internal;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * One Heart Rate Measurement (0x2A37) as it was sent.
 *
 * @param beatsPerMinute 0 to 65535; 0 is a lost contact
 * @param contact whether the sensor feels skin
 * @param energyKilojoules since its last reset, where it tells; of no use to the record
 * @param rrIntervals1024ths time between beats in 1/1024 s, oldest first
 */
record HeartRateFrame(
        int beatsPerMinute, Contact contact, OptionalInt energyKilojoules, List<Integer> rrIntervals1024ths) {
    /** Most a heart does; the record takes no more. */
    private static final int MOST_BEATS_PER_MINUTE = 300;

    HeartRateFrame {
        rrIntervals1024ths = List.copyOf(rrIntervals1024ths);
    }

    /** {@return whether it says anything about a heart} */
    boolean onSkin() {
        return contact != Contact.NOT_DETECTED && beatsPerMinute > 0;
    }

    /** {@return whether a heart can beat so} */
    boolean believable() {
        return beatsPerMinute <= MOST_BEATS_PER_MINUTE;
    }

    /** Whether a sensor feels skin. */
    enum Contact {
        NOT_SUPPORTED,
        NOT_DETECTED,
        DETECTED;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
