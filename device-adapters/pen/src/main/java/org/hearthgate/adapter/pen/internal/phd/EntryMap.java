package org.hearthgate.adapter.pen.internal.phd;

import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/**
 * How the entries of a log are laid out, as the pen itself tells: so that a log of another layout is refused instead of misread.
 *
 * @param header bits: 0x4000 each entry begins with a relative time
 * @param fields what follows, in order
 */
public record EntryMap(int header, List<Field> fields) {
    /** The one layout that the decoder of doses understands: relative time, dose as FLOAT, status, private word. */
    public static final EntryMap DOSES = new EntryMap(
            0x4000,
            List.of(
                    new Field(130, 13313, 0x0A56, 4),
                    new Field(130, 13314, 0x0A66, 2),
                    new Field(130, 61440, 0x0A66, 2)));

    /**
     * One field of an entry.
     *
     * @param partition of the nomenclature
     * @param code within it; 13313 is a dispensed dose
     * @param attribute how it is written: 0x0A56 FLOAT, 0x0A66 16 bits
     * @param octets its length
     */
    public record Field(int partition, int code, int attribute, int octets) {}

    static EntryMap read(FrameReader in) throws FrameException {
        int header = in.unsigned16();
        int count = in.unsigned16();
        FrameReader inner = Attribute.part(in, in.unsigned16());
        var fields = new ArrayList<Field>();
        for (int i = 0; i < count; i++) {
            inner.unsigned16(); // class of the object
            int partition = inner.unsigned16();
            int code = inner.unsigned16();
            inner.unsigned16(); // its handle
            int values = inner.unsigned16();
            FrameReader map = Attribute.part(inner, inner.unsigned16());
            for (int value = 0; value < values; value++) {
                fields.add(new Field(partition, code, map.unsigned16(), map.unsigned16()));
            }
            map.end();
        }
        inner.end();
        in.end();
        return new EntryMap(header, List.copyOf(fields));
    }
}
