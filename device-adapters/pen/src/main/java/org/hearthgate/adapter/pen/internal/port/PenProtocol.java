package org.hearthgate.adapter.pen.internal.port;

import java.util.Optional;
import org.hearthgate.adapter.pen.internal.tag.Tag;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.api.ieee11073.FrameException;

/** One way in which pens speak. To support another pen, write one of these and name it in {@code NfcRoom}. */
public interface PenProtocol {
    /** {@return short stable name, part of the device's id, e.g. {@code novopen}} */
    String name();

    /**
     * Begins to talk, where this is such a pen.
     *
     * @return empty when it is something else, which is then left in peace
     * @throws TagLostException if it has left the field
     * @throws FrameException if it is such a pen but does not speak as it should
     */
    Optional<PenDialogue> begin(Tag tag) throws TagLostException, FrameException;
}
