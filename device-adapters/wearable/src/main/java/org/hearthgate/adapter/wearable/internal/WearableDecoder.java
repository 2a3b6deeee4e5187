package org.hearthgate.adapter.wearable.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.hearthgate.adapter.wearable.internal.HeartRateFrame.Contact;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** Octets of the Heart Rate service 0x180D to typed values, by HRS 1.0. Pure; any thread. */
final class WearableDecoder {
    private static final int SIXTEEN_BITS = 0x01;
    private static final int CONTACT_DETECTED = 0x02;
    private static final int CONTACT_SUPPORTED = 0x04;
    private static final int ENERGY = 0x08;
    private static final int RR_INTERVALS = 0x10;

    /** Where a sensor is worn (0x2A38), by its number. */
    private static final List<String> LOCATIONS =
            List.of("Other", "Chest", "Wrist", "Finger", "Hand", "EarLobe", "Foot");

    private WearableDecoder() {}

    /** {@return a measurement (0x2A37)} */
    static HeartRateFrame measurement(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int flags = frame.unsigned8();
        int rate = (flags & SIXTEEN_BITS) != 0 ? frame.unsigned16() : frame.unsigned8();
        OptionalInt energy = (flags & ENERGY) != 0 ? OptionalInt.of(frame.unsigned16()) : OptionalInt.empty();
        var intervals = new ArrayList<Integer>();
        if ((flags & RR_INTERVALS) != 0) {
            if (frame.remaining() == 0) {
                throw new FrameException("length: announces RR intervals and has none");
            }
            while (frame.remaining() > 0) {
                intervals.add(frame.unsigned16());
            }
        }
        frame.end();
        return new HeartRateFrame(rate, contact(flags), energy, intervals);
    }

    private static Contact contact(int flags) {
        if ((flags & CONTACT_SUPPORTED) == 0) {
            return Contact.NOT_SUPPORTED;
        }
        return (flags & CONTACT_DETECTED) == 0 ? Contact.NOT_DETECTED : Contact.DETECTED;
    }

    /** {@return where it is worn (0x2A38), {@code reserved} for a number that has no place yet} */
    static String location(byte[] octets) throws FrameException {
        if (octets.length != 1) {
            throw new FrameException("length");
        }
        int number = octets[0] & 0xFF;
        return number < LOCATIONS.size() ? LOCATIONS.get(number) : "reserved";
    }
}
