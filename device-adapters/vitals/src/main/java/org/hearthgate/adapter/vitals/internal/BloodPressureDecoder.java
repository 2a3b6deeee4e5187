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

/** Reads the frames of the Blood Pressure service (0x1810). Pure. */
final class BloodPressureDecoder {
    private static final List<String> FEATURES = List.of(
            "BodyMovementDetection",
            "CuffFitDetection",
            "IrregularPulseDetection",
            "PulseRateRangeDetection",
            "MeasurementPositionDetection",
            "MultipleBond",
            "E2ECRC",
            "UserDataService",
            "UserFacingTime");

    private BloodPressureDecoder() {}

    /** {@return one Blood Pressure Measurement (2A35) or Intermediate Cuff Pressure (2A36)} */
    static BloodPressureMeasurement measurement(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int flags = frame.unsigned8();
        MedicalFloat systolic = frame.sfloat();
        MedicalFloat diastolic = frame.sfloat();
        MedicalFloat meanArterial = frame.sfloat();
        Optional<DeviceDateTime> time = bit(flags, 1) ? Optional.of(frame.dateTime()) : Optional.empty();
        Optional<MedicalFloat> pulse = bit(flags, 2) ? Optional.of(frame.sfloat()) : Optional.empty();
        OptionalInt user = bit(flags, 3) ? OptionalInt.of(frame.unsigned8()) : OptionalInt.empty();
        Optional<CuffStatus> status =
                bit(flags, 4) ? Optional.of(new CuffStatus(frame.unsigned16())) : Optional.empty();
        frame.end();
        return new BloodPressureMeasurement(
                bit(flags, 0), systolic, diastolic, meanArterial, time, pulse, user, status);
    }

    /** {@return what the cuff says it can do (2A49)} */
    static Map<String, Object> feature(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int bits = frame.unsigned16();
        frame.end();
        return new FrameTree().with("features", Bits.words(bits, FEATURES)).toMap();
    }

    private static boolean bit(int flags, int bit) {
        return (flags >> bit & 1) != 0;
    }
}
