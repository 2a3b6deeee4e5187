package org.hearthgate.adapter.pen.internal.phd;

import java.util.Arrays;
import java.util.HexFormat;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** The NDEF record in which one APDU lies on the tag, or the empty record by which either side says that it has read. */
public sealed interface PhdRecord {
    /** Octets of the record's own before the APDU. */
    int HEADER = 7;

    /** The longest APDU that a short record holds. */
    int LONGEST_APDU = 254;

    /** The empty record. */
    record Empty() implements PhdRecord {}

    /**
     * A record of the type {@code PHD}.
     *
     * @param sequence 0 to 15; the two sides count on together
     * @param continued the uppermost bit of the same octet; clear in the pen's first record alone
     * @param apdu the APDU, empty where there is nothing to say; not to be changed
     */
    record Phd(int sequence, boolean continued, byte[] apdu) implements PhdRecord {
        @Override
        public boolean equals(Object other) {
            return other instanceof Phd that
                    && sequence == that.sequence
                    && continued == that.continued
                    && Arrays.equals(apdu, that.apdu);
        }

        @Override
        public int hashCode() {
            return 31 * sequence + Arrays.hashCode(apdu);
        }

        @Override
        public String toString() {
            return "PHD " + sequence + ", " + apdu.length + " octets";
        }
    }

    /** {@return the one record of this NDEF message} */
    static PhdRecord decode(byte[] message) throws FrameException {
        FrameReader in = FrameReader.bigEndian(message);
        int header = in.unsigned8();
        boolean whole = (header & 0xC0) == 0xC0; // first and last record of its message
        boolean plain = (header & 0x28) == 0; // neither in chunks nor with an id
        if (!whole || !plain) {
            throw new FrameException("ndef: not one plain record");
        }
        int typeLength = in.unsigned8();
        long length = (header & 0x10) == 0 ? in.unsigned32() : in.unsigned8();
        if (length > in.remaining()) {
            throw new FrameException("truncated");
        }
        switch (header & 0x07) {
            case 0 -> {
                if (typeLength != 0 || length != 0) {
                    throw new FrameException("ndef: an empty record with something in it");
                }
                in.end();
                return new Empty();
            }
            case 1 -> {
                if (typeLength != 3 || !Arrays.equals(in.octets(3), new byte[] {'P', 'H', 'D'})) {
                    throw new FrameException("ndef: a record of another type");
                }
            }
            default -> throw new FrameException("ndef: a record of another type");
        }
        if (length == 0) {
            throw new FrameException("truncated");
        }
        int counter = in.unsigned8();
        byte[] apdu = in.octets(Math.toIntExact(Math.min(length - 1, in.remaining())));
        if (apdu.length != length - 1) {
            throw new FrameException("truncated");
        }
        in.end();
        return new Phd(counter & 0x0F, (counter & 0x80) != 0, apdu);
    }

    /** {@return the NDEF message of one record with this APDU} */
    static byte[] encode(int sequence, byte[] apdu) {
        if (apdu.length > LONGEST_APDU) {
            throw new IllegalArgumentException(
                    "an APDU of a short record has at most " + LONGEST_APDU + " octets, had " + apdu.length);
        }
        byte[] message = Arrays.copyOf(HexFormat.of().parseHex("d1030050484400"), HEADER + apdu.length);
        message[2] = (byte) (apdu.length + 1);
        message[6] = (byte) (0x80 | sequence & 0x0F);
        System.arraycopy(apdu, 0, message, HEADER, apdu.length);
        return message;
    }
}
