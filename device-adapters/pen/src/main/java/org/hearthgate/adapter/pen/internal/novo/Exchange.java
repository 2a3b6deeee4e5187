package org.hearthgate.adapter.pen.internal.novo;

import java.util.HexFormat;
import java.util.Optional;
import org.hearthgate.adapter.pen.internal.phd.Apdu;
import org.hearthgate.adapter.pen.internal.phd.ApduDecoder;
import org.hearthgate.adapter.pen.internal.phd.PhdRecord;
import org.hearthgate.adapter.pen.internal.tag.MessageFile;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.api.ieee11073.FrameException;

/**
 * Says and hears one message after the other through the tag's file. That a message has been read is told to the pen only when the next
 * one is said: a piece that was read whole is kept although the pen has left the field in that moment.
 */
final class Exchange {
    private static final byte[] HAVE_READ = HexFormat.of().parseHex("d00000");
    private static final int MOST_LOOKS = 32;
    private static final int MOST_NOTHINGS = 16;

    private final MessageFile file;
    private int sequence;
    private boolean unconfirmed;

    Exchange(MessageFile file) {
        this.file = file;
    }

    /** {@return what lies in the file at first; empty when it is no record of a pen} */
    Optional<Apdu> greeting() throws TagLostException, FrameException {
        byte[] message = file.read();
        if (message.length == 0 || !isPhd(message)) {
            return Optional.empty();
        }
        return Optional.of(apdu(message));
    }

    private static boolean isPhd(byte[] message) {
        try {
            return PhdRecord.decode(message) instanceof PhdRecord.Phd;
        } catch (FrameException e) {
            return false;
        }
    }

    /** Says something; first that the message before has been read. */
    void say(ManagerMessage message, byte[]... open) throws TagLostException, FrameException {
        if (unconfirmed) {
            file.write(HAVE_READ);
            unconfirmed = false;
        }
        sequence = sequence + 1 & 0x0F;
        file.write(message.message(sequence, open));
    }

    /** {@return the pen's next message, be it that it has nothing to say} */
    Apdu hear() throws TagLostException, FrameException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            byte[] message = file.read();
            if (message.length > 0) {
                return apdu(message);
            }
        }
        throw new FrameException("the pen says nothing any more");
    }

    /** {@return the pen's next message that says something} */
    Apdu hearSomething() throws TagLostException, FrameException {
        Apdu heard = hear();
        for (int nothing = 0; heard instanceof Apdu.Empty; nothing++) {
            if (nothing == MOST_NOTHINGS) {
                throw new FrameException("the pen says nothing any more");
            }
            say(ManagerMessage.EMPTY);
            heard = hear();
        }
        return heard;
    }

    private Apdu apdu(byte[] message) throws FrameException {
        if (!(PhdRecord.decode(message) instanceof PhdRecord.Phd record)) {
            throw new FrameException("ndef: an empty record instead of a message");
        }
        sequence = record.sequence();
        unconfirmed = true;
        return ApduDecoder.decode(record.apdu());
    }
}
