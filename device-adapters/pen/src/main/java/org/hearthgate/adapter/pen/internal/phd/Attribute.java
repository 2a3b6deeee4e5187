package org.hearthgate.adapter.pen.internal.phd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/**
 * One attribute of an object on a pen: a number of the nomenclature and octets.
 *
 * @param id term of partition 1, e.g. 0x098F
 * @param octets its value, not to be changed
 */
public record Attribute(int id, byte[] octets) {
    public static final int TYPE = 0x092F;
    public static final int MODEL = 0x0928;
    public static final int PRODUCTION = 0x092D;
    public static final int INSTANCE = 0x0922;
    public static final int CAPACITY = 0x0941;
    public static final int USAGE = 0x0944;
    public static final int SEGMENTS = 0x0951;
    public static final int SEGMENT_USAGE = 0x097B;
    public static final int SYSTEM_ID = 0x0984;
    public static final int RELATIVE_TIME = 0x098F;
    public static final int UNIT = 0x0996;
    public static final int CONFIGURATION_ID = 0x0A44;
    public static final int SEGMENT_MAP = 0x0A4E;
    public static final int VALUE_MAP = 0x0A55;
    public static final int SEGMENT_LABEL = 0x0A58;
    public static final int SPECIALIZATIONS = 0x0A5A;
    public static final int TRANSFER_TIMEOUT = 0x0A64;

    /** {@return the attributes of a list: count, length, then each} */
    static List<Attribute> list(FrameReader in) throws FrameException {
        int count = in.unsigned16();
        FrameReader inner = part(in, in.unsigned16());
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < count; i++) {
            attributes.add(new Attribute(inner.unsigned16(), inner.octets(inner.unsigned16())));
        }
        inner.end();
        return List.copyOf(attributes);
    }

    /** {@return a reader of the next so many octets alone} */
    static FrameReader part(FrameReader in, int length) throws FrameException {
        return FrameReader.bigEndian(in.octets(length));
    }

    /** {@return the octets of this attribute where the list has it} */
    static Optional<FrameReader> find(List<Attribute> attributes, int id) {
        return attributes.stream()
                .filter(attribute -> attribute.id() == id)
                .findFirst()
                .map(attribute -> FrameReader.bigEndian(attribute.octets()));
    }

    /** {@return a number of 16 bits} */
    static OptionalLong unsigned16(List<Attribute> attributes, int id) throws FrameException {
        Optional<FrameReader> in = find(attributes, id);
        if (in.isEmpty()) {
            return OptionalLong.empty();
        }
        long number = in.get().unsigned16();
        in.get().end();
        return OptionalLong.of(number);
    }

    /** {@return a number of 32 bits} */
    static OptionalLong unsigned32(List<Attribute> attributes, int id) throws FrameException {
        Optional<FrameReader> in = find(attributes, id);
        if (in.isEmpty()) {
            return OptionalLong.empty();
        }
        long number = in.get().unsigned32();
        in.get().end();
        return OptionalLong.of(number);
    }

    /** {@return a text that begins with its length} */
    static String text(FrameReader in) throws FrameException {
        return new String(in.octets(in.unsigned16()), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute that && id == that.id && java.util.Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * id + java.util.Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "attribute " + Integer.toHexString(id) + ", " + octets.length + " octets";
    }
}
