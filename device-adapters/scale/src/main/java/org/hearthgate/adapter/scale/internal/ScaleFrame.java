package org.hearthgate.adapter.scale.internal;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;
import org.hearthgate.api.observation.RawForm;

/**
 * One frame as a scale sent it, and what kind of frame it is: enough to read a weighing again from the quarantine after a restart.
 *
 * @param kind how it is read
 * @param raw its octets
 */
record ScaleFrame(Kind kind, RawForm raw) {
    /** Media type of {@link #pack packed} frames. */
    static final String PACKED = "application/vnd.hearthgate.weighing";

    private static final String OCTETS = "application/octet-stream";

    ScaleFrame {
        requireNonNull(kind, "kind");
        requireNonNull(raw, "raw");
    }

    ScaleFrame(Kind kind, byte[] octets) {
        this(kind, new RawForm(OCTETS, octets));
    }

    /** Kinds of frames; their places are stored, so they are added to and never moved. */
    enum Kind {
        WEIGHT,
        /** Body composition of a scale that tells weights by this frame alone. */
        COMPOSITION,
        /** Body composition of a scale that tells weights by frames of their own; its weight is not counted twice. */
        COMPOSITION_BESIDE_WEIGHT,
        MI_SCALE_1,
        MI_SCALE_2
    }

    byte[] octets() {
        return raw.octets();
    }

    /** {@return the octets of all, one behind the other; each frame's flags tell where it ends} */
    static RawForm joined(List<ScaleFrame> frames) {
        int length = frames.stream().mapToInt(frame -> frame.octets().length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        frames.forEach(frame -> all.put(frame.octets()));
        return new RawForm(OCTETS, all.array());
    }

    /** {@return all in one raw form that {@link #unpack} reads: of each its kind, its length (16 bits) and its octets} */
    static RawForm pack(List<ScaleFrame> frames) {
        int length =
                frames.stream().mapToInt(frame -> 3 + frame.octets().length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (ScaleFrame frame : frames) {
            byte[] octets = frame.octets();
            all.put((byte) frame.kind.ordinal()).putShort((short) octets.length).put(octets);
        }
        return new RawForm(PACKED, all.array());
    }

    static List<ScaleFrame> unpack(RawForm packed) throws FrameException {
        FrameReader all = FrameReader.bigEndian(packed.octets());
        var frames = new ArrayList<ScaleFrame>();
        while (all.remaining() > 0) {
            int kind = all.unsigned8();
            if (kind >= Kind.values().length) {
                throw new FrameException("a kind of frame that this version does not know");
            }
            int length = all.unsigned16();
            if (length > all.remaining()) {
                throw new FrameException("truncated");
            }
            frames.add(new ScaleFrame(Kind.values()[kind], all.octets(length)));
        }
        return frames;
    }
}
