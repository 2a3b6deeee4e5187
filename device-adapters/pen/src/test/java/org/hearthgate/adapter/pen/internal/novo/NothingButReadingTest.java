package org.hearthgate.adapter.pen.internal.novo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hearthgate.adapter.pen.internal.phd.Apdu;
import org.hearthgate.adapter.pen.internal.phd.ApduDecoder;
import org.hearthgate.adapter.pen.internal.phd.Body;
import org.hearthgate.adapter.pen.internal.phd.Choice;
import org.hearthgate.adapter.pen.internal.tag.ForbiddenCommandException;
import org.hearthgate.adapter.pen.internal.tag.ReadOnlyTag;
import org.junit.jupiter.api.Test;

/** Proves over the whole space of commands that none leaves for a pen that could clear, set or write anything. */
class NothingButReadingTest {
    private final List<byte[]> left = new ArrayList<>();
    private final ReadOnlyTag tag = new ReadOnlyTag(
            command -> {
                left.add(command.clone());
                return new byte[] {(byte) 0x90, 0};
            },
            ManagerMessage.commands());

    private boolean leaves(byte[] command) throws Exception {
        int before = left.size();
        try {
            tag.transmit(command);
        } catch (ForbiddenCommandException e) {
            assertThat(left).as("refused and sent all the same").hasSize(before);
            return false;
        }
        return true;
    }

    private static byte[] update(String apdu) {
        byte[] octets = HexFormat.of().parseHex(apdu);
        int payload = octets.length + 1;
        return HexFormat.of()
                .parseHex(
                        String.format("00d60000%02x00%02xd103%02x50484485%s", payload + 8, payload + 6, payload, apdu));
    }

    @Test
    void every_header_without_data_but_reading_is_refused() throws Exception {
        int allowed = 0;
        byte[] command = new byte[5];
        for (int header = 0; header < 1 << 24; header++) {
            command[0] = (byte) (header >> 16);
            command[1] = (byte) (header >> 8);
            command[2] = (byte) header;
            command[3] = (byte) (header * 31);
            command[4] = (byte) (header * 17);
            if (patterns.stream().anyMatch(pattern -> pattern.matches(command))) {
                allowed++;
                assertThat(command[0]).isZero();
                assertThat(command[1]).isEqualTo((byte) 0xB0);
                assertThat(command[2]).isNotNegative(); // above, the octet would choose another file
            }
        }
        assertThat(allowed).isEqualTo(128);
    }

    private final List<org.hearthgate.adapter.pen.internal.tag.CommandPattern> patterns = ManagerMessage.commands();

    @Test
    void of_all_actions_on_all_handles_only_asking_for_logs_and_for_their_sending_leaves() throws Exception {
        var allowed = new java.util.TreeSet<String>();
        for (int action = 0; action <= 0xFFFF; action++) {
            for (String argument :
                    List.of("0002 0010", "0006 000100020000", "0000", "0002 ffff", "0006 000200040000ffffffff")) {
                String[] parts = argument.split(" ");
                String content = String.format("0100%04x%s%s", action, parts[0], parts.length > 1 ? parts[1] : "");
                for (int choice : new int[] {0x0106, 0x0107}) {
                    if (leaves(update(data(choice, content)))) {
                        allowed.add(String.format("%04x %04x", choice, action));
                    }
                }
            }
        }
        assertThat(allowed).containsExactly("0107 0c0d", "0107 0c1c");
    }

    @Test
    void of_all_requests_and_answers_only_those_of_reading_leave() throws Exception {
        var allowed = new java.util.TreeSet<Integer>();
        for (int choice = 0; choice <= 0xFFFF; choice++) {
            for (String content : List.of(
                    "000000000000",
                    "01000c0c00020010",
                    "01000c1c00020010",
                    "01000c0d0006000100020000",
                    "0000000000000d1c0004400a0000",
                    "0100ffffffff0d21000c001000000000000000120080")) {
                if (leaves(update(data(choice, content)))) {
                    allowed.add(choice);
                }
            }
        }
        assertThat(allowed)
                .containsExactly(Choice.GET.code(), Choice.CONFIRMED_ACTION.code(), Choice.EVENT_REPORT_ANSWER.code());
    }

    @Test
    void every_kind_of_apdu_but_ours_is_refused() throws Exception {
        var allowed = new java.util.TreeSet<Integer>();
        for (int kind = 0; kind <= 0xFFFF; kind++) {
            if (leaves(update(String.format("%04x00020000", kind)))) {
                allowed.add(kind);
            }
        }
        assertThat(allowed).containsExactly(0xE400, 0xE500);
    }

    @Test
    void whatever_is_made_of_our_own_commands_by_chance_means_reading_or_stays_here() throws Exception {
        var chance = new Random(20261121);
        List<byte[]> own = List.of(
                ManagerMessage.SEND_SEGMENT.message(3, new byte[] {0, 1}, new byte[] {1, 0}, new byte[] {0, 16}),
                ManagerMessage.GET_SEGMENTS.message(3, new byte[] {0, 1}, new byte[] {1, 0}),
                ManagerMessage.GET_DEVICE.message(3, new byte[] {0, 1}),
                ManagerMessage.CONFIRM_PIECE.message(3, new byte[14]),
                ManagerMessage.ACCEPT_CONFIGURATION.message(3, new byte[6], new byte[] {0x40, 0x0A}),
                ManagerMessage.ACCEPT_ASSOCIATION.message(3, new byte[8]),
                ManagerMessage.RELEASE.message(3),
                ManagerMessage.EMPTY.message(3));
        for (int i = 0; i < 400_000; i++) {
            byte[] message = own.get(chance.nextInt(own.size()));
            byte[] command = new byte[7 + message.length];
            command[1] = (byte) 0xD6;
            command[4] = (byte) (message.length + 2);
            command[6] = (byte) message.length;
            System.arraycopy(message, 0, command, 7, message.length);
            for (int changes = chance.nextInt(3) + 1; changes > 0; changes--) {
                command[chance.nextInt(command.length)] = (byte) chance.nextInt(256);
            }
            if (leaves(command)) {
                onlyReads(command);
            }
        }
        assertThat(left).hasSizeGreaterThan(1000);
    }

    /** Judged by the decoder, which knows nothing of the list. */
    private static void onlyReads(byte[] command) throws Exception {
        assertThat(command).startsWith(0, 0xD6, 0, 0, command[4], 0);
        Apdu apdu = ApduDecoder.decode(Arrays.copyOfRange(command, 14, command.length));
        if (apdu instanceof Apdu.Presentation data) {
            assertThat(data.body())
                    .isInstanceOfAny(
                            Body.Get.class,
                            Body.Action.class,
                            Body.ConfigurationAnswer.class,
                            Body.SegmentDataAnswer.class);
            if (data.body() instanceof Body.Action action) {
                assertThat(action.action()).isIn(Body.SEGMENT_INFO, Body.SEGMENT_TRANSFER);
            }
        } else {
            assertThat(apdu).isNotInstanceOf(Apdu.AssociationRequest.class);
        }
    }

    @Test
    void writing_anywhere_else_or_anything_else_is_refused() {
        for (String command : List.of(
                "00d6000203d00000", // behind the length
                "00d60000020000", // emptying the file
                "00d600000a0008d101045405656e41", // a text record
                "00d6000005 0003 d00001",
                "00d7000005 0003 d00000",
                "00dc000005 0003 d00000",
                "00e4000000",
                "0020000006 313233343536",
                "00a4000c02e105",
                "00a4040007d276000085010101",
                "80ca9f7f00")) {
            byte[] octets = HexFormat.of().parseHex(command.replace(" ", ""));
            assertThatThrownBy(() -> tag.transmit(octets)).as(command).isInstanceOf(ForbiddenCommandException.class);
        }
        assertThat(left).isEmpty();
    }

    private static String data(int choice, String content) {
        int body = content.length() / 2;
        return String.format("e700%04x%04x0001%04x%04x%s", body + 8, body + 6, choice, body, content);
    }
}
