package org.hearthgate.adapter.pen.internal.tag;

import java.util.Arrays;
import java.util.HexFormat;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** The file of a Type-4 tag in which one side leaves a message for the other (NFC Forum Type 4 Tag, mapping 2.0). One thread. */
public final class MessageFile {
    private static final byte[] SELECT_APPLICATION = HexFormat.of().parseHex("00a4040007d276000085010100");
    private static final byte[] SELECT_CAPABILITIES = HexFormat.of().parseHex("00a4000c02e103");
    private static final byte[] SELECT_MESSAGES = HexFormat.of().parseHex("00a4000c02e104");
    private static final int CAPABILITIES = 15;
    private static final int MESSAGES = 0xE104;
    private static final int OK = 0x9000;
    private static final int LONGEST_PIECE = 255;
    private static final int SHORTEST_READ = 15;

    private final Tag tag;
    private final int longestRead;
    private final int size;

    private MessageFile(Tag tag, int longestRead, int size) {
        this.tag = tag;
        this.longestRead = longestRead;
        this.size = size;
    }

    /** {@return whether it is such a tag; it is then ready to be {@link #open opened}} */
    public static boolean recognise(Tag tag) throws TagLostException {
        byte[] answer = tag.transmit(SELECT_APPLICATION);
        return answer.length >= 2 && status(answer) == OK;
    }

    /** {@return the file of messages of this tag} */
    public static MessageFile open(Tag tag) throws TagLostException, FrameException {
        send(tag, SELECT_CAPABILITIES, "choose the capabilities");
        FrameReader in = FrameReader.bigEndian(read(tag, 0, CAPABILITIES));
        in.unsigned16();
        int version = in.unsigned8();
        int longestRead = in.unsigned16();
        in.unsigned16(); // longest write: one UPDATE of ours never exceeds 64 octets
        int type = in.unsigned8();
        int length = in.unsigned8();
        int file = in.unsigned16();
        int size = in.unsigned16();
        int readable = in.unsigned8();
        int writable = in.unsigned8();
        in.end();
        if (version >> 4 != 2 && version >> 4 != 3 || type != 4 || length != 6 || file != MESSAGES) {
            throw new FrameException("tag: its capabilities are not those of a Type-4 tag with one file of messages");
        }
        if (readable != 0 || writable != 0) {
            throw new FrameException("tag: its file of messages is locked");
        }
        if (longestRead < SHORTEST_READ || size < 5) {
            throw new FrameException("tag: its file of messages is too small");
        }
        send(tag, SELECT_MESSAGES, "choose the messages");
        return new MessageFile(tag, Math.min(longestRead, LONGEST_PIECE), size);
    }

    /** {@return the message that lies there; without an octet when there is none} */
    public byte[] read() throws TagLostException, FrameException {
        byte[] head = read(tag, 0, 2);
        int length = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
        if (length > size - 2) {
            throw new FrameException("tag: the message is longer than its file");
        }
        byte[] message = new byte[length];
        for (int done = 0; done < length; ) {
            byte[] piece = read(tag, 2 + done, Math.min(longestRead, length - done));
            System.arraycopy(piece, 0, message, done, piece.length);
            done += piece.length;
        }
        return message;
    }

    /** Leaves a message, at most 253 octets, in one go. */
    public void write(byte[] message) throws TagLostException, FrameException {
        byte[] command = new byte[7 + message.length];
        command[1] = (byte) 0xD6;
        command[4] = (byte) (message.length + 2);
        command[5] = (byte) (message.length >> 8);
        command[6] = (byte) message.length;
        System.arraycopy(message, 0, command, 7, message.length);
        send(tag, command, "take a message");
    }

    private static byte[] read(Tag tag, int offset, int length) throws TagLostException, FrameException {
        byte[] command = {0, (byte) 0xB0, (byte) (offset >> 8), (byte) offset, (byte) length};
        byte[] answer = send(tag, command, "give what was asked for");
        if (answer.length != length) {
            throw new FrameException("tag: it gave another number of octets than it was asked for");
        }
        return answer;
    }

    private static byte[] send(Tag tag, byte[] command, String what) throws TagLostException, FrameException {
        byte[] answer = tag.transmit(command);
        if (answer.length < 2 || status(answer) != OK) {
            throw new FrameException("tag: it did not " + what
                    + (answer.length < 2 ? "" : String.format(", status %04x", status(answer))));
        }
        return Arrays.copyOf(answer, answer.length - 2);
    }

    private static int status(byte[] answer) {
        return (answer[answer.length - 2] & 0xFF) << 8 | answer[answer.length - 1] & 0xFF;
    }
}
