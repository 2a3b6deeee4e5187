package org.hearthgate.adapter.pen.internal.tag;

/** Something in the field of a reader that answers commands. One thread. */
public interface Tag {
    /**
     * Sends a command and waits for its answer.
     *
     * @return the answer with its two status octets
     * @throws TagLostException if it has left the field, or its reader the house
     */
    byte[] transmit(byte[] command) throws TagLostException;
}
