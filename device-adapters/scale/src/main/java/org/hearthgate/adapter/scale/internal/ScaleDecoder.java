package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.util.Optional;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/**
 * Reads the frames of the Weight Scale (0x181D) and Body Composition (0x181B) services. Pure. The units of the fields are fixed by the
 * services; what the feature characteristics call a resolution only says how coarse the scale measures.
 */
final class ScaleDecoder {
    private static final int FAILED = 0xFFFF;
    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final BigDecimal KILOGRAM_STEP = new BigDecimal("0.005");
    private static final BigDecimal POUND_STEP = new BigDecimal("0.01");
    private static final BigDecimal METRE_STEP = new BigDecimal("0.001");

    private ScaleDecoder() {}

    /** {@return one Weight Measurement, 2A9D} */
    static WeightMeasurement weight(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int flags = frame.unsigned8();
        WeightUnit unit = unit(flags);
        int weight = frame.unsigned16();
        Optional<DeviceDateTime> time = time(frame, flags);
        Optional<UserIndex> user = user(frame, flags);
        boolean built = bit(flags, 3);
        var measurement = new WeightMeasurement(
                unit,
                weight == FAILED ? Optional.empty() : Optional.of(mass(weight, unit)),
                time,
                user,
                built ? Optional.of(steps(frame, TENTH)) : Optional.empty(),
                built ? Optional.of(height(frame, unit)) : Optional.empty());
        frame.end();
        return measurement;
    }

    /** {@return one Body Composition Measurement, 2A9C} */
    static BodyCompositionMeasurement bodyComposition(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int flags = frame.unsigned16();
        WeightUnit unit = unit(flags);
        int fat = frame.unsigned16();
        var measurement = new BodyCompositionMeasurement(
                unit,
                fat == FAILED ? Optional.empty() : Optional.of(TENTH.multiply(BigDecimal.valueOf(fat))),
                time(frame, flags),
                user(frame, flags),
                bit(flags, 3) ? Optional.of(steps(frame, BigDecimal.ONE)) : Optional.empty(),
                bit(flags, 4) ? Optional.of(steps(frame, TENTH)) : Optional.empty(),
                mass(frame, flags, 5, unit),
                mass(frame, flags, 6, unit),
                mass(frame, flags, 7, unit),
                mass(frame, flags, 8, unit),
                bit(flags, 9) ? Optional.of(steps(frame, TENTH)) : Optional.empty(),
                mass(frame, flags, 10, unit),
                bit(flags, 11) ? Optional.of(height(frame, unit)) : Optional.empty(),
                bit(flags, 12));
        frame.end();
        return measurement;
    }

    private static WeightUnit unit(int flags) {
        return bit(flags, 0) ? WeightUnit.POUND : WeightUnit.KILOGRAM;
    }

    private static Optional<DeviceDateTime> time(FrameReader frame, int flags) throws FrameException {
        return bit(flags, 1) ? Optional.of(frame.dateTime()) : Optional.empty();
    }

    private static Optional<UserIndex> user(FrameReader frame, int flags) throws FrameException {
        return bit(flags, 2) ? Optional.of(new UserIndex(frame.unsigned8())) : Optional.empty();
    }

    private static Optional<BigDecimal> mass(FrameReader frame, int flags, int bit, WeightUnit unit)
            throws FrameException {
        return bit(flags, bit) ? Optional.of(mass(frame.unsigned16(), unit)) : Optional.empty();
    }

    private static BigDecimal mass(int raw, WeightUnit unit) {
        return (unit == WeightUnit.POUND ? POUND_STEP : KILOGRAM_STEP).multiply(BigDecimal.valueOf(raw));
    }

    private static BigDecimal height(FrameReader frame, WeightUnit unit) throws FrameException {
        return steps(frame, unit == WeightUnit.POUND ? TENTH : METRE_STEP);
    }

    private static BigDecimal steps(FrameReader frame, BigDecimal step) throws FrameException {
        return step.multiply(BigDecimal.valueOf(frame.unsigned16()));
    }

    private static boolean bit(int flags, int bit) {
        return (flags >> bit & 1) != 0;
    }
}
