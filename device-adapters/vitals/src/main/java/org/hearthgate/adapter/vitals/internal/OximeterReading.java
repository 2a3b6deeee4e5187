package org.hearthgate.adapter.vitals.internal;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.adapter.conversation.gatt.Bits;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.MedicalFloat;

/**
 * One frame of an oximeter: PLX Spot-Check (2A5E) or Continuous (2A5F) Measurement.
 *
 * @param saturationPercent SpO2, at the normal pace
 * @param pulsePerMinute pulse rate, at the normal pace
 * @param fast both again from a quick average; continuous only
 * @param slow both again from a slow average; continuous only
 * @param time on the oximeter's clock; spot-check only
 * @param clockSet false where the oximeter says that its clock was never set
 * @param status measurement status, 16 bits
 * @param sensor device and sensor status, 24 bits
 * @param amplitudePercent pulse amplitude index
 */
record OximeterReading(
        MedicalFloat saturationPercent,
        MedicalFloat pulsePerMinute,
        Optional<Pair> fast,
        Optional<Pair> slow,
        Optional<DeviceDateTime> time,
        boolean clockSet,
        OptionalInt status,
        OptionalInt sensor,
        Optional<MedicalFloat> amplitudePercent) {

    /** Saturation in % and pulse per minute of one average. */
    record Pair(MedicalFloat saturationPercent, MedicalFloat pulsePerMinute) {}

    OximeterStatus judged() {
        return new OximeterStatus(status.orElse(0), sensor.orElse(0));
    }

    Map<String, Object> tree() {
        var tree = new FrameTree().with("spo2", saturationPercent).with("pulse", pulsePerMinute);
        fast.ifPresent(
                pair -> tree.with("spo2_fast", pair.saturationPercent()).with("pulse_fast", pair.pulsePerMinute()));
        slow.ifPresent(
                pair -> tree.with("spo2_slow", pair.saturationPercent()).with("pulse_slow", pair.pulsePerMinute()));
        tree.withTime(time);
        status.ifPresent(bits -> tree.with("status", Bits.words(bits, OximeterStatus.MEASUREMENT_WORDS)));
        sensor.ifPresent(bits -> tree.with("sensor", Bits.words(bits, OximeterStatus.SENSOR_WORDS)));
        tree.withPresent("pai_pct", amplitudePercent);
        if (!clockSet) {
            tree.with("clock_not_set", true);
        }
        return tree.toMap();
    }
}
