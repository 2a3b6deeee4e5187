package org.hearthgate.adapter.pen.internal.port;

import java.util.Optional;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.api.ieee11073.FrameException;

/** A conversation with one pen in the field. One thread. */
public interface PenDialogue {
    /** {@return who it is; asked of the pen the first time} */
    PenIdentity identify() throws TagLostException, FrameException;

    /**
     * {@return the next piece of the log, newest dose first; empty after the last} What came before an exception counts.
     *
     * @throws TagLostException if it has left the field; the rest comes with the next touch
     * @throws FrameException if what came is not what should have come
     */
    Optional<LogPiece> next() throws TagLostException, FrameException;

    /** Says good-bye; a pen that has gone is no error. */
    void release();
}
