package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HexFormat;
import java.util.Random;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.KeyMID;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Strangers in thousands: nothing they send may stay, and the family's devices are still served. */
@Timeout(60)
class FloodTest {
    private static final int STRANGERS = 10_000;
    private static final long WIDE_MARGIN = 24L << 20;

    @Test
    void ten_thousand_half_open_handshakes_leave_nothing_behind() throws Exception {
        try (var hub = new RunningDoor(new RecordingSink())) {
            byte[] body = Packs.utf8(Packs.glucose("100"));
            RunningDoor.ask(hub.client("anna", RunningDoor.ANNAS_KEY), RunningDoor.post(hub.secure(), body, 110));
            long before = usedMemory();

            var random = new Random(7);
            assertThat(answerTo(hub.secure(), clientHello(random))[13])
                    .as("a HelloVerifyRequest: the cookie comes before any memory")
                    .isEqualTo((byte) 3);
            flood(hub.secure(), i -> clientHello(random));

            assertThat(leftBehind(before)).isLessThan(WIDE_MARGIN);
            assertThat(RunningDoor.ask(
                                    hub.client("anna", RunningDoor.ANNAS_KEY),
                                    RunningDoor.post(hub.secure(), body, 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void ten_thousand_requests_and_beginnings_of_large_bodies_leave_nothing_behind() throws Exception {
        try (var hub = new RunningDoor(new RecordingSink())) {
            long before = usedMemory();

            assertThat(answerTo(hub.plain(), firstBlock(0))[1])
                    .as("2.31 Continue")
                    .isEqualTo((byte) 0x5f);
            flood(hub.plain(), FloodTest::firstBlock);

            assertThat(leftBehind(before)).isLessThan(WIDE_MARGIN);
            assertThat(RunningDoor.ask(
                                    hub.client(), RunningDoor.post(hub.plain(), Packs.utf8(Packs.glucose("100")), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void remembers_a_bounded_number_of_messages_whoever_sends_them() {
        var messages = new RecentMessages(247_000, () -> 0);
        for (int peer = 1; peer <= STRANGERS; peer++) {
            for (int id = 0; id < 3; id++) {
                messages.findPrevious(new KeyMID(id, new InetSocketAddress("10.0.0.1", peer)), null);
            }
        }
        for (int id = 0; id < STRANGERS; id++) {
            messages.findPrevious(new KeyMID(id, new InetSocketAddress("10.0.0.2", 1)), null);
        }

        assertThat(messages.size())
                .isLessThanOrEqualTo(RecentMessages.MOST_PEERS * RecentMessages.MOST_MESSAGES)
                .isEqualTo((RecentMessages.MOST_PEERS - 1) * 3 + RecentMessages.MOST_MESSAGES);
    }

    @Test
    void knows_a_repeated_message_until_its_id_may_stand_for_another() {
        var now = new java.util.concurrent.atomic.AtomicLong();
        var messages = new RecentMessages(1000, now::get);
        var key = new KeyMID(7, new InetSocketAddress("10.0.0.1", 1));
        var request = new org.eclipse.californium.core.coap.Request(CoAP.Code.POST);
        var first = new Exchange(request, "peer", Exchange.Origin.REMOTE, null);
        var again = new Exchange(request, "peer", Exchange.Origin.REMOTE, null);

        assertThat(messages.findPrevious(key, first)).isNull();
        assertThat(messages.findPrevious(key, again)).isSameAs(first);
        now.set(1_000_000_001L);
        assertThat(messages.findPrevious(key, again)).isNull();
    }

    /** What is still there once the datagrams on their way have been dealt with; each look collects garbage and so takes its time. */
    private static long leftBehind(long before) {
        long left = usedMemory() - before;
        for (int looks = 0; left >= WIDE_MARGIN && looks < 50; looks++) {
            left = usedMemory() - before;
        }
        return left;
    }

    private interface Datagram {
        byte[] number(int i);
    }

    private static byte[] answerTo(URI server, byte[] datagram) throws Exception {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(5000);
            socket.send(new DatagramPacket(
                    datagram, datagram.length, new InetSocketAddress(server.getHost(), server.getPort())));
            var answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            return answer.getData();
        }
    }

    /** From many source ports, as fast as the machine goes. */
    private static void flood(URI server, Datagram datagram) throws Exception {
        var target = new InetSocketAddress(server.getHost(), server.getPort());
        for (int i = 0; i < STRANGERS; i += 50) {
            try (DatagramChannel channel = DatagramChannel.open()) {
                for (int j = 0; j < 50; j++) {
                    channel.send(ByteBuffer.wrap(datagram.number(i + j)), target);
                }
            }
        }
    }

    /** DTLS 1.2 ClientHello without cookie, offering TLS_PSK_WITH_AES_128_CCM_8. */
    private static byte[] clientHello(Random random) {
        var nonce = new byte[32];
        random.nextBytes(nonce);
        String body = "fefd" + HexFormat.of().formatHex(nonce) + "00" + "00" + "0002c0a8" + "0100";
        int length = body.length() / 2;
        return HexFormat.of()
                .parseHex("16feff0000000000000000" + hex(length + 12, 4) + "01" + hex(length, 6) + "0000" + "000000"
                        + hex(length, 6) + body);
    }

    /** CON POST /senml, block 0 of more, 1024 octets, of a body said to have 64 KiB. */
    private static byte[] firstBlock(int i) {
        String options = "b573656e6d6c" + "116e" + "d1020e" + "d214ffff";
        byte[] start = HexFormat.of().parseHex("4102" + hex(i & 0xffff, 4) + "07" + options + "ff");
        byte[] all = java.util.Arrays.copyOf(start, start.length + 1024);
        java.util.Arrays.fill(all, start.length, all.length, (byte) ' ');
        return all;
    }

    private static String hex(int value, int digits) {
        return String.format("%0" + digits + "x", value);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
