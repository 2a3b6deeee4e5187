package org.hearthgate.adapter.pen.internal.tag;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The one door through which commands leave for a pen: it knows those that read, octet by octet, and refuses every other, whoever asks.
 * What would clear a log, set a clock or an attribute, or write anything but the next message of the dialogue is not on the list.
 */
public final class ReadOnlyTag implements Tag {
    private final Tag tag;
    private final List<CommandPattern> allowed;

    /**
     * @param allowed every command that may leave
     */
    public ReadOnlyTag(Tag tag, List<CommandPattern> allowed) {
        this.tag = requireNonNull(tag, "tag");
        this.allowed = List.copyOf(allowed);
    }

    /** @throws ForbiddenCommandException if that command is not on the list */
    @Override
    public byte[] transmit(byte[] command) throws TagLostException {
        byte[] fixed = command.clone(); // what was looked at is what leaves
        if (allowed.stream().noneMatch(pattern -> pattern.matches(fixed))) {
            throw new ForbiddenCommandException("a command of " + command.length
                    + " octets is not one of those that only read and was not sent; please report it");
        }
        return tag.transmit(fixed);
    }
}
