package org.hearthgate.adapter.meter.internal;

import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.RawForm;

/**
 * What belongs to a measurement (2A34) as it was sent. Codes stay codes here, reserved ones too.
 *
 * @param sequence of the measurement that it belongs to
 * @param extendedFlags reserved for the future
 * @param carbohydrate what was eaten
 * @param meal 1 before, 2 after, 3 fasting, 4 casual, 5 bedtime
 * @param tester who measured
 * @param exercise what was done
 * @param medication what was given
 * @param hba1cPercent glycated haemoglobin
 * @param raw its octets
 */
record MeterContext(
        int sequence,
        OptionalInt extendedFlags,
        Optional<Carbohydrate> carbohydrate,
        OptionalInt meal,
        Optional<Tester> tester,
        Optional<Exercise> exercise,
        Optional<Medication> medication,
        Optional<MedicalFloat> hba1cPercent,
        RawForm raw) {
    /** On a CareSens Dual this marks a ketone; elsewhere it means nothing. */
    static final int MEAL_SIX = 6;

    /** Which meal, 1 breakfast to 7 brunch, and how much of it. */
    record Carbohydrate(int meal, MedicalFloat kilograms) {}

    /** Who measured (1 self, 2 professional, 3 laboratory, 15 unknown), and how that person was (1 to 5, 15 unknown). */
    record Tester(int who, int health) {}

    /** How long, and how hard; 0xFFFF seconds is longer than can be said. */
    record Exercise(int seconds, int percent) {
        static final int OVERRUN = 0xFFFF;
    }

    /** Which insulin or tablet, 1 to 5, and how much of it, in kilograms or in litres. */
    record Medication(int kind, MedicalFloat amount, boolean litres) {}
}
