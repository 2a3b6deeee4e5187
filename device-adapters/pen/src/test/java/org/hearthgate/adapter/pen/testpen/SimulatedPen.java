package org.hearthgate.adapter.pen.testpen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A pen as the standards describe it: an IEEE 11073-20601 agent for a medication monitor behind an NFC Forum Type-4 tag. It minds what it
 * is told, keeps a log, remembers every message of the manager, and can be made to lie. Not thread-safe; one reader at a time.
 */
public final class SimulatedPen {
    /** What a reader hears first of such a pen: ISO 14443-4 without historical octets. */
    public static final byte[] ATR = HexFormat.of().parseHex("3b8180018080");

    private static final byte[] OK = {(byte) 0x90, 0};
    private static final int STORE = 0x100;
    private static final int LOG = 16;
    private static final int CONFIGURATION = 0x400A;
    private static final byte[] SYSTEM_ID = HexFormat.of().parseHex("02005efffe005301");
    private static final int FILE = 268;

    private final String serial;
    private final LongSupplier clock;
    private final List<PenDose> oldestFirst = new ArrayList<>();
    private final List<byte[]> heard = new ArrayList<>();
    private final byte[] file = new byte[FILE];

    private UnaryOperator<byte[]> lie = apdu -> apdu;
    private int perPiece = 18;
    private int lazy = 1;
    private int claimed = -1;

    private State state = State.OFF;
    private byte[] selected = {};
    private int sequence;
    private int nothings;
    private int piece;
    private int request;

    private enum State {
        OFF,
        GREETING,
        CONFIGURING,
        OPERATING,
        SENDING,
        ENDED
    }

    /**
     * @param clock seconds since its first use
     */
    public SimulatedPen(String serial, LongSupplier clock) {
        this.serial = serial;
        this.clock = clock;
        reset();
    }

    /** Injects: the newest dose of its log. */
    public synchronized SimulatedPen dose(PenDose dose) {
        oldestFirst.add(dose);
        return this;
    }

    /** From now on sends pieces of at most so many doses; a real one sends 18. */
    public synchronized SimulatedPen perPiece(int most) {
        perPiece = most;
        return this;
    }

    /** From now on says so many times that it has nothing to say before it sends its log. */
    public synchronized SimulatedPen lazy(int times) {
        lazy = times;
        return this;
    }

    /** From now on claims to hold so many doses. */
    public synchronized SimulatedPen claiming(int doses) {
        claimed = doses;
        return this;
    }

    /** From now on every APDU it sends goes through this. */
    public synchronized SimulatedPen lying(UnaryOperator<byte[]> how) {
        lie = how;
        return this;
    }

    /** {@return every APDU of the manager so far} */
    public synchronized List<byte[]> heard() {
        return List.copyOf(heard);
    }

    public synchronized int doses() {
        return oldestFirst.size();
    }

    /** Its field went and came back: it begins anew. */
    public synchronized void reset() {
        state = State.GREETING;
        selected = new byte[0];
        sequence = 0;
        Arrays.fill(file, (byte) 0);
        put(record(0, lie.apply(greeting())));
    }

    /** {@return its answer to a command of ISO 7816-4, status octets included} */
    public synchronized byte[] answer(byte[] command) {
        if (command.length < 4 || command[0] != 0) {
            return status(0x6E00);
        }
        return switch (command[1] & 0xFF) {
            case 0xA4 -> select(Arrays.copyOfRange(command, Math.min(5, command.length), command.length));
            case 0xB0 -> readBinary(offset(command), command.length > 4 ? command[4] & 0xFF : 0);
            case 0xD6 -> updateBinary(offset(command), Arrays.copyOfRange(command, 5, command.length));
            default -> status(0x6D00);
        };
    }

    private static int offset(byte[] command) {
        return (command[2] & 0xFF) << 8 | command[3] & 0xFF;
    }

    private byte[] select(byte[] name) {
        String wanted = HexFormat.of().formatHex(name);
        if (wanted.equals("d276000085010100")) {
            selected = new byte[0];
            return OK.clone();
        }
        if (wanted.equals("e103")) {
            selected = HexFormat.of().parseHex("000f2000ff00ff0406e104010c0000");
            return OK.clone();
        }
        if (wanted.equals("e104")) {
            selected = file;
            return OK.clone();
        }
        return status(0x6A82);
    }

    private byte[] readBinary(int offset, int length) {
        int until = Math.min(offset + (length == 0 ? 256 : length), selected.length);
        if (offset >= until) {
            return status(0x6B00);
        }
        return Mder.of(
                out -> out.octets(Arrays.copyOfRange(selected, offset, until)).octets(OK));
    }

    private byte[] updateBinary(int offset, byte[] data) {
        if (selected != file || offset != 0 || data.length < 2) {
            return status(0x6985);
        }
        int length = (data[0] & 0xFF) << 8 | data[1] & 0xFF;
        if (length != data.length - 2) {
            return status(0x6A80);
        }
        byte[] message = Arrays.copyOfRange(data, 2, data.length);
        if (message[0] == (byte) 0xD1) {
            sequence = message[6] & 0x0F;
            byte[] apdu = Arrays.copyOfRange(message, 7, message.length);
            heard.add(apdu);
            sequence = sequence + 1 & 0x0F;
            put(record(0x80 | sequence, lie.apply(reply(apdu))));
        }
        return OK.clone();
    }

    private static byte[] status(int word) {
        return new byte[] {(byte) (word >> 8), (byte) word};
    }

    private static byte[] record(int counter, byte[] apdu) {
        return Mder.of(out -> out.u8(0xD1)
                .u8(3)
                .u8(apdu.length + 1)
                .octets(new byte[] {'P', 'H', 'D'})
                .u8(counter)
                .octets(apdu));
    }

    private void put(byte[] message) {
        byte[] all = Mder.of(out -> out.u16(message.length).octets(message));
        System.arraycopy(all, 0, file, 0, Math.min(all.length, file.length));
    }

    private byte[] reply(byte[] apdu) {
        if (apdu.length == 0) {
            return state == State.SENDING ? nothings-- > 0 ? new byte[0] : nextPiece() : new byte[0];
        }
        switch (apdu[0] & 0xFF) {
            case 0xE3 -> {
                state = State.CONFIGURING;
                return data(0, 0x0101, configuration());
            }
            case 0xE4 -> {
                state = State.ENDED;
                return HexFormat.of().parseHex("e50000020000");
            }
            case 0xE7 -> {
                return reply((apdu[6] & 0xFF) << 8 | apdu[7] & 0xFF, (apdu[8] & 0xFF) << 8 | apdu[9] & 0xFF, apdu);
            }
            default -> {
                state = State.ENDED;
                return new byte[0];
            }
        }
    }

    private byte[] reply(int invoke, int choice, byte[] apdu) {
        int action = (apdu[14] & 0xFF) << 8 | apdu[15] & 0xFF;
        if (choice == 0x0201 && state == State.CONFIGURING) {
            state = State.OPERATING;
            return new byte[0];
        }
        if (choice == 0x0201 && state == State.SENDING) {
            return nextPiece();
        }
        if (choice == 0x0103) {
            return data(invoke, 0x0203, attributes());
        }
        if (choice == 0x0107 && action == 0x0C0D) {
            return data(invoke, 0x0207, logs());
        }
        if (choice == 0x0107 && action == 0x0C1C) {
            state = State.SENDING;
            nothings = lazy;
            piece = 0;
            request = 0x8001;
            return data(invoke, 0x0207, out -> out.u16(STORE).u16(0x0C1C).block(answer -> answer.u16(LOG)
                    .u16(oldestFirst.isEmpty() ? 3 : 0)));
        }
        return HexFormat.of().parseHex("e60000020000");
    }

    private byte[] nextPiece() {
        int first = piece * perPiece;
        int count = Math.min(perPiece, oldestFirst.size() - first);
        if (count <= 0) {
            state = State.ENDED;
            return HexFormat.of().parseHex("e40000020000");
        }
        piece++;
        int status = (first == 0 ? 0x8000 : 0) | (first + count == oldestFirst.size() ? 0x4000 : 0);
        return data(
                request++,
                0x0101,
                report -> report.u16(STORE).u32(clock.getAsLong()).u16(0x0D21).block(content -> content.u16(LOG)
                        .u32(first)
                        .u32(count)
                        .u16(status)
                        .block(entries -> {
                            for (int i = first; i < first + count; i++) {
                                PenDose dose = oldestFirst.get(oldestFirst.size() - 1 - i);
                                entries.u32(dose.at())
                                        .u32(dose.bits())
                                        .u16(dose.status())
                                        .u16(0);
                            }
                        })));
    }

    private static byte[] data(int invoke, int choice, java.util.function.Consumer<Mder> body) {
        return Mder.of(out -> out.u16(0xE700)
                .block(octets ->
                        octets.block(data -> data.u16(invoke).u16(choice).block(body))));
    }

    private static byte[] greeting() {
        return Mder.of(out -> out.u16(0xE200).block(request -> request.u32(0x8000_0000L)
                .list(1, protocols -> protocols.u16(20601).block(protocol -> protocol.u32(0x8000_0000L)
                        .u16(0x8000)
                        .u32(0x8000_0000L)
                        .u32(0)
                        .u32(0x0080_0000)
                        .block(id -> id.octets(SYSTEM_ID))
                        .u16(CONFIGURATION)
                        .u16(1)
                        .u8(1)
                        .u8(0)
                        .list(0, options -> {})))));
    }

    private java.util.function.Consumer<Mder> configuration() {
        return report -> report.u16(0).u32(0).u16(0x0D1C).block(content -> content.u16(CONFIGURATION)
                .list(2, objects -> objects.u16(61)
                        .u16(STORE)
                        .list(3, store -> store.attribute(0x0941, value -> value.u32(800))
                                .attribute(0x0951, value -> value.u16(1))
                                .attribute(0x0944, value -> value.u32(oldestFirst.size())))
                        .u16(6)
                        .u16(2)
                        .list(2, dose -> dose.attribute(
                                        0x092F, value -> value.u16(130).u16(13313))
                                .attribute(0x0996, value -> value.u16(5472)))));
    }

    private java.util.function.Consumer<Mder> attributes() {
        return answer -> answer.u16(0)
                .list(4, list -> list.attribute(0x0984, value -> value.block(id -> id.octets(SYSTEM_ID)))
                        .attribute(0x098F, value -> value.u32(clock.getAsLong()))
                        .attribute(0x0928, value -> value.text("Nobody's Pens").text("Simulated pen"))
                        .attribute(
                                0x092D,
                                value -> value.list(2, specs -> specs.u16(1)
                                        .u16(0)
                                        .text(serial)
                                        .u16(4)
                                        .u16(0)
                                        .text("1.0"))));
    }

    private java.util.function.Consumer<Mder> logs() {
        int usage = claimed < 0 ? oldestFirst.size() : claimed;
        return answer -> answer.u16(STORE)
                .u16(0x0C0D)
                .block(info -> info.list(
                        1, segments -> segments.u16(LOG).list(4, log -> log.attribute(0x0922, value -> value.u16(LOG))
                                .attribute(0x0A4E, map -> map.u16(0x4000).list(3, fields -> {
                                    field(fields, 6, 13313, 2, 0x0A56, 4);
                                    field(fields, 5, 13314, 3, 0x0A66, 2);
                                    field(fields, 6, 61440, 4, 0x0A66, 2);
                                }))
                                .attribute(0x097B, value -> value.u32(usage))
                                .attribute(0x0A64, value -> value.u32(8 * 10_000)))));
    }

    private static void field(Mder fields, int type, int code, int handle, int attribute, int octets) {
        fields.u16(type).u16(130).u16(code).u16(handle).list(1, map -> map.u16(attribute)
                .u16(octets));
    }
}
