package org.hearthgate.adapter.pen.internal.novo;

import java.util.Optional;
import org.hearthgate.adapter.pen.internal.port.PenDialogue;
import org.hearthgate.adapter.pen.internal.port.PenProtocol;
import org.hearthgate.adapter.pen.internal.tag.MessageFile;
import org.hearthgate.adapter.pen.internal.tag.ReadOnlyTag;
import org.hearthgate.adapter.pen.internal.tag.Tag;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.api.ieee11073.FrameException;

/** How NovoPen 6 and NovoPen Echo Plus speak. */
public final class NovoPen implements PenProtocol {
    public static final String NAME = "novopen";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<PenDialogue> begin(Tag tag) throws TagLostException, FrameException {
        Tag guarded = new ReadOnlyTag(tag, ManagerMessage.commands());
        if (!MessageFile.recognise(guarded)) {
            return Optional.empty();
        }
        // other Type-4 tags (a visiting card, a door's) have no such greeting in their file
        return NovoPenDialogue.greet(new Exchange(MessageFile.open(guarded)));
    }
}
