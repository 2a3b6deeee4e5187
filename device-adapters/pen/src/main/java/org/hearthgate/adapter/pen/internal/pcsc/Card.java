package org.hearthgate.adapter.pen.internal.pcsc;

import org.hearthgate.adapter.pen.internal.tag.Tag;

/** A card in contact. */
public interface Card extends Tag, AutoCloseable {
    /** Lets it go and has it begin anew at the next touch; a card that has gone is no error. */
    @Override
    void close();
}
