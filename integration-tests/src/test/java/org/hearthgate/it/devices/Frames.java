package org.hearthgate.it.devices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.hearthgate.api.ieee11073.E2eCrc;

/** Writes GATT values, least significant octet first. */
final class Frames {
    private final ByteBuffer octets = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

    static Frames frame() {
        return new Frames();
    }

    Frames octet(int value) {
        octets.put((byte) value);
        return this;
    }

    Frames two(int value) {
        octets.putShort((short) value);
        return this;
    }

    /** An SFLOAT. */
    Frames sfloat(int mantissa, int exponent) {
        return two(exponent << 12 & 0xF000 | mantissa & 0xFFF);
    }

    /** A FLOAT. */
    Frames medicalFloat(int mantissa, int exponent) {
        octets.putInt(exponent << 24 | mantissa & 0xFF_FFFF);
        return this;
    }

    Frames dateTime(LocalDateTime at) {
        return two(at.getYear())
                .octet(at.getMonthValue())
                .octet(at.getDayOfMonth())
                .octet(at.getHour())
                .octet(at.getMinute())
                .octet(at.getSecond());
    }

    String hex() {
        return HexFormat.of().formatHex(octets.array(), 0, octets.position());
    }

    /** {@return the same with its end-to-end check} */
    String checked() {
        return HexFormat.of().formatHex(E2eCrc.append(HexFormat.of().parseHex(hex())));
    }
}
