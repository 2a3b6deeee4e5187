package org.hearthgate.adapter.pen.internal.pcsc;

import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;

/** A card in contact over PC/SC, alone with us. */
final class PcscCard implements Card {
    private final javax.smartcardio.Card card;
    private final CardChannel channel;
    private boolean gone;

    PcscCard(javax.smartcardio.Card card) throws CardException {
        this.card = card;
        try {
            card.beginExclusive();
        } catch (CardException e) {
            card.disconnect(true);
            throw e;
        }
        channel = card.getBasicChannel();
    }

    @Override
    public byte[] transmit(byte[] command) throws TagLostException {
        try {
            return channel.transmit(new CommandAPDU(command)).getBytes();
        } catch (CardException | IllegalStateException | IllegalArgumentException e) {
            // the last: some drivers answer without an octet when the card has gone
            gone = true;
            throw new TagLostException("it left the field of the reader", e);
        }
    }

    /** With a reset: else a pen would go on in the middle of this conversation at the next touch. */
    @Override
    public void close() {
        try {
            card.endExclusive();
        } catch (CardException | IllegalStateException e) {
            // it has gone, and its exclusiveness with it
        }
        try {
            card.disconnect(!gone); // what has gone begins anew by itself; to reset it upsets some drivers
        } catch (CardException | IllegalStateException e) {
            // it has gone
        }
    }
}
