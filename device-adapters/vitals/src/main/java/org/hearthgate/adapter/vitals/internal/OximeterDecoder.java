package org.hearthgate.adapter.vitals.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.adapter.conversation.gatt.Bits;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** Reads the frames of the Pulse Oximeter service (0x1822). Pure. */
final class OximeterDecoder {
    private static final int STORES_SPOT_CHECKS = 1 << 2;
    private static final List<String> FEATURES = List.of(
            "MeasurementStatus",
            "DeviceSensorStatus",
            "SpotCheckStorage",
            "Timestamp",
            "Fast",
            "Slow",
            "PulseAmplitudeIndex",
            "MultipleBonds");

    private OximeterDecoder() {}

    /** {@return one PLX Spot-Check Measurement, 2A5E} */
    static OximeterReading spotCheck(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int flags = frame.unsigned8();
        MedicalFloat saturation = frame.sfloat();
        MedicalFloat pulse = frame.sfloat();
        Optional<DeviceDateTime> time = bit(flags, 0) ? Optional.of(frame.dateTime()) : Optional.empty();
        OptionalInt status = status(frame, bit(flags, 1));
        OptionalInt sensor = sensor(frame, bit(flags, 2));
        Optional<MedicalFloat> amplitude = amplitude(frame, bit(flags, 3));
        frame.end();
        return new OximeterReading(
                saturation, pulse, Optional.empty(), Optional.empty(), time, !bit(flags, 4), status, sensor, amplitude);
    }

    /** {@return one PLX Continuous Measurement, 2A5F} */
    static OximeterReading continuous(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int flags = frame.unsigned8();
        MedicalFloat saturation = frame.sfloat();
        MedicalFloat pulse = frame.sfloat();
        Optional<OximeterReading.Pair> fast = pair(frame, bit(flags, 0));
        Optional<OximeterReading.Pair> slow = pair(frame, bit(flags, 1));
        OptionalInt status = status(frame, bit(flags, 2));
        OptionalInt sensor = sensor(frame, bit(flags, 3));
        Optional<MedicalFloat> amplitude = amplitude(frame, bit(flags, 4));
        frame.end();
        return new OximeterReading(saturation, pulse, fast, slow, Optional.empty(), true, status, sensor, amplitude);
    }

    /** {@return what the oximeter says it can do (2A60)} */
    static Map<String, Object> features(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int bits = frame.unsigned16();
        OptionalInt status = status(frame, bit(bits, 0));
        OptionalInt sensor = sensor(frame, bit(bits, 1));
        frame.end();
        var tree = new FrameTree().with("features", Bits.words(bits, FEATURES));
        status.ifPresent(set -> tree.with("status_support", Bits.words(set, OximeterStatus.MEASUREMENT_WORDS)));
        sensor.ifPresent(set -> tree.with("sensor_support", Bits.words(set, OximeterStatus.SENSOR_WORDS)));
        return tree.toMap();
    }

    /** {@return whether these features (2A60) say that it keeps spot checks} */
    static boolean storesSpotChecks(byte[] octets) throws FrameException {
        return (FrameReader.littleEndian(octets).unsigned16() & STORES_SPOT_CHECKS) != 0;
    }

    private static Optional<OximeterReading.Pair> pair(FrameReader frame, boolean there) throws FrameException {
        return there ? Optional.of(new OximeterReading.Pair(frame.sfloat(), frame.sfloat())) : Optional.empty();
    }

    private static OptionalInt status(FrameReader frame, boolean there) throws FrameException {
        return there ? OptionalInt.of(frame.unsigned16()) : OptionalInt.empty();
    }

    private static OptionalInt sensor(FrameReader frame, boolean there) throws FrameException {
        return there ? OptionalInt.of(frame.unsigned24()) : OptionalInt.empty();
    }

    private static Optional<MedicalFloat> amplitude(FrameReader frame, boolean there) throws FrameException {
        return there ? Optional.of(frame.sfloat()) : Optional.empty();
    }

    private static boolean bit(int flags, int bit) {
        return (flags >> bit & 1) != 0;
    }
}
