package org.hearthgate.adapter.pen.internal.novo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.adapter.pen.internal.tag.CommandPattern;

/**
 * Everything that this hub ever says to a pen: it greets, asks, confirms that it has read, and says good-bye. Built from the same octets
 * that the door lets through, so that there is one list to look at.
 */
enum ManagerMessage {
    /** Nothing to say; go on. */
    EMPTY(""),
    /** Association accepted, configuration not known yet. Open: the system id. */
    ACCEPT_ASSOCIATION("e3 00 00 2c 00 03 50 79 00 26 80 00 00 00 80 00 80 00 00 00 00 00 00 00 80 00 00 00 00 08"
            + " ?? ?? ?? ?? ?? ?? ?? ?? 00 00 00 00 00 00 00 00 00 00"),
    /** Configuration accepted. Open: number of the request, event time, the configuration's number. */
    ACCEPT_CONFIGURATION("e7 00 00 16 00 14 ?? ?? 02 01 00 0e 00 00 ?? ?? ?? ?? 0d 1c 00 04 40-7f ?? 00 00"),
    /** All attributes of the device, please. Open: number of the request. */
    GET_DEVICE("e7 00 00 0e 00 0c ?? ?? 01 03 00 06 00 00 00 00 00 00"),
    /** Which logs are there? Open: number of the request, the store's handle. */
    GET_SEGMENTS("e7 00 00 14 00 12 ?? ?? 01 07 00 0c ?? ?? 0c 0d 00 06 00 01 00 02 00 00"),
    /** Send this log. Open: number of the request, the store's handle, the log. */
    SEND_SEGMENT("e7 00 00 10 00 0e ?? ?? 01 07 00 08 ?? ?? 0c 1c 00 02 ?? ??"),
    /** This piece has been read. Open: number of the request, the store's handle, the log, index, count. */
    CONFIRM_PIECE("e7 00 00 1e 00 1c ?? ?? 02 01 00 16 ?? ?? ff ff ff ff 0d 21 00 0c ?? ?? ?? ?? ?? ?? ?? ?? ?? ??"
            + " 00 80"),
    RELEASE("e4 00 00 02 00 00"),
    RELEASED("e5 00 00 02 00 00");

    private static final String READ = "00 b0 00-7f ?? ??";
    private static final List<String> OTHERS = List.of(
            "00 a4 04 00 07 d2 76 00 00 85 01 01 00", // choose the application of a Type-4 tag
            "00 a4 00 0c 02 e1 03", // its capabilities
            "00 a4 00 0c 02 e1 04", // its file of messages
            READ,
            "00 d6 00 00 05 00 03 d0 00 00"); // the empty record: your message has been read

    private final String apdu;
    private final CommandPattern pattern;

    ManagerMessage(String apdu) {
        this.apdu = apdu;
        // one octet more for the counter of the record
        pattern = CommandPattern.of("80-8f " + apdu);
    }

    /** {@return the NDEF message that says it} */
    byte[] message(int sequence, byte[]... open) {
        byte[][] all = new byte[open.length + 1][];
        all[0] = new byte[] {(byte) (0x80 | sequence & 0x0F)};
        System.arraycopy(open, 0, all, 1, open.length);
        byte[] payload = pattern.fill(all);
        return ByteBuffer.allocate(6 + payload.length)
                .put(new byte[] {(byte) 0xD1, 3, (byte) payload.length, 'P', 'H', 'D'})
                .put(payload)
                .array();
    }

    /** {@return every command that may leave for such a pen} */
    static List<CommandPattern> commands() {
        var commands = new ArrayList<CommandPattern>();
        OTHERS.stream().map(CommandPattern::of).forEach(commands::add);
        for (ManagerMessage message : values()) {
            int payload = message.apdu.isEmpty() ? 1 : 1 + message.apdu.split(" ").length;
            commands.add(CommandPattern.of(String.format(
                    "00 d6 00 00 %02x 00 %02x d1 03 %02x 50 48 44 80-8f %s",
                    payload + 8, payload + 6, payload, message.apdu)));
        }
        return commands;
    }

    static byte[] unsigned16(int number) {
        return new byte[] {(byte) (number >> 8), (byte) number};
    }

    static byte[] unsigned32(long number) {
        return ByteBuffer.allocate(4).putInt((int) number).array();
    }
}
