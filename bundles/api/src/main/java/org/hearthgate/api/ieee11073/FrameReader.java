package org.hearthgate.api.ieee11073;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads one frame from its first octet to its last and never past it. One thread. */
public final class FrameReader {
    private final ByteBuffer octets;

    private FrameReader(byte[] frame, ByteOrder order) {
        octets = ByteBuffer.wrap(frame.clone()).order(requireNonNull(order, "order"));
    }

    /** {@return a reader of a GATT value: least significant octet first} */
    public static FrameReader littleEndian(byte[] frame) {
        return new FrameReader(frame, ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return a reader of an 11073-20601 APDU: most significant octet first} */
    public static FrameReader bigEndian(byte[] frame) {
        return new FrameReader(frame, ByteOrder.BIG_ENDIAN);
    }

    /** {@return how many octets are left} */
    public int remaining() {
        return octets.remaining();
    }

    public int unsigned8() throws FrameException {
        return need(1).get() & 0xFF;
    }

    public int signed8() throws FrameException {
        return need(1).get();
    }

    public int unsigned16() throws FrameException {
        return need(2).getShort() & 0xFFFF;
    }

    public int signed16() throws FrameException {
        return need(2).getShort();
    }

    public int unsigned24() throws FrameException {
        need(3);
        int first = octets.get() & 0xFF;
        int second = octets.get() & 0xFF;
        int third = octets.get() & 0xFF;
        return octets.order() == ByteOrder.LITTLE_ENDIAN
                ? third << 16 | second << 8 | first
                : first << 16 | second << 8 | third;
    }

    public long unsigned32() throws FrameException {
        return need(4).getInt() & 0xFFFF_FFFFL;
    }

    /** {@return the next 8 octets, of which the uppermost bit may make it negative} */
    public long bits64() throws FrameException {
        return need(8).getLong();
    }

    public MedicalFloat sfloat() throws FrameException {
        return MedicalFloat.ofSfloat(unsigned16());
    }

    public MedicalFloat medicalFloat() throws FrameException {
        return MedicalFloat.ofFloat(need(4).getInt());
    }

    /** {@return the next 7 octets as a date and time} */
    public DeviceDateTime dateTime() throws FrameException {
        need(7);
        return new DeviceDateTime(unsigned16(), unsigned8(), unsigned8(), unsigned8(), unsigned8(), unsigned8());
    }

    public byte[] octets(int count) throws FrameException {
        byte[] taken = new byte[count];
        need(count).get(taken);
        return taken;
    }

    /** @throws FrameException if anything is left */
    public void end() throws FrameException {
        if (octets.hasRemaining()) {
            throw new FrameException("length: " + octets.remaining() + " octets more than the frame's flags announce");
        }
    }

    private ByteBuffer need(int count) throws FrameException {
        if (octets.remaining() < count) {
            throw new FrameException(octets.limit() == 0 ? "empty" : "truncated");
        }
        return octets;
    }
}
