package org.hearthgate.adapter.pen.internal;

import org.hearthgate.adapter.pen.internal.tag.Tag;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.adapter.pen.testpen.SimulatedPen;

/** A simulated pen held to a reader, until it is pulled away after so many commands. */
final class PenInField implements Tag {
    private final SimulatedPen pen;
    private int left;
    private int commands;

    PenInField(SimulatedPen pen, int commandsUntilGone) {
        this.pen = pen;
        left = commandsUntilGone;
        pen.reset();
    }

    static PenInField held(SimulatedPen pen) {
        return new PenInField(pen, Integer.MAX_VALUE);
    }

    @Override
    public byte[] transmit(byte[] command) throws TagLostException {
        if (left-- <= 0) {
            throw new TagLostException("it left the field");
        }
        commands++;
        return pen.answer(command);
    }

    int commands() {
        return commands;
    }
}
