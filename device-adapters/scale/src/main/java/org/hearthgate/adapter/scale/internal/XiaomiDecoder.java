package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** Reads the service data that Xiaomi's Mi Scale 1 (0x181D, 10 octets) and 2 (0x181B, 13 octets) advertise. Pure. */
final class XiaomiDecoder {
    private static final BigDecimal KILOGRAM_STEP = new BigDecimal("0.005");
    private static final BigDecimal OTHER_STEP = new BigDecimal("0.01");
    private static final int IMPOSSIBLE_OHM = 3000;

    private XiaomiDecoder() {}

    /** {@return the service data of a Mi Scale 1} */
    static XiaomiWeighing scale1(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int control = frame.unsigned8();
        WeightUnit unit = unit(bit(control, 0), bit(control, 4));
        BigDecimal weight = weight(frame.unsigned16(), unit);
        var weighing = new XiaomiWeighing(
                unit,
                weight,
                bit(control, 5),
                bit(control, 7),
                Optional.empty(),
                frame.dateTime(),
                OptionalInt.empty());
        frame.end();
        return weighing;
    }

    /** {@return the service data of a Mi Scale 2 (body composition scale)} */
    static XiaomiWeighing scale2(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int first = frame.unsigned8();
        int second = frame.unsigned8();
        DeviceDateTime time = frame.dateTime();
        int ohm = frame.unsigned16();
        WeightUnit unit = unit(bit(first, 0), bit(second, 6));
        BigDecimal weight = weight(frame.unsigned16(), unit);
        frame.end();
        boolean told = bit(second, 1);
        return new XiaomiWeighing(
                unit,
                weight,
                bit(second, 5),
                bit(second, 7),
                Optional.of(told),
                time,
                told && ohm > 0 && ohm < IMPOSSIBLE_OHM ? OptionalInt.of(ohm) : OptionalInt.empty());
    }

    private static WeightUnit unit(boolean pounds, boolean jin) {
        if (pounds) {
            return WeightUnit.POUND;
        }
        return jin ? WeightUnit.JIN : WeightUnit.KILOGRAM;
    }

    private static BigDecimal weight(int raw, WeightUnit unit) {
        return (unit == WeightUnit.KILOGRAM ? KILOGRAM_STEP : OTHER_STEP).multiply(BigDecimal.valueOf(raw));
    }

    private static boolean bit(int flags, int bit) {
        return (flags >> bit & 1) != 0;
    }
}
