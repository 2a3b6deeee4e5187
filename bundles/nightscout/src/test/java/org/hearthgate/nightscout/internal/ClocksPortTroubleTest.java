package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.nightscout.internal.RunningClocks.LONG;
import static org.hearthgate.nightscout.internal.RunningClocks.SOON;
import static org.hearthgate.nightscout.internal.RunningClocks.until;
import static org.hearthgate.nightscout.internal.SiteFixture.FOLLOWER;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.hub.Health;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong at a port that anything in the Wi-Fi can call. */
@Timeout(60)
class ClocksPortTroubleTest {
    private final SiteFixture hub = new SiteFixture();
    private final CountDownLatch slowRecord = new CountDownLatch(1);
    private final CountDownLatch reading = new CountDownLatch(ClockTalk.READING_AT_ONCE);
    private final RunningClocks clocks = new RunningClocks((request, open) -> {
        if (request.query().equals("slow")) {
            reading.countDown();
            awaited(slowRecord);
        }
        return hub.site(hub.record).ofClock(request, open);
    });

    @AfterEach
    void close() {
        slowRecord.countDown();
        clocks.close();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private static boolean closed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void clocks_leave_readers_of_the_record_to_the_page() throws Exception {
        clocks.open();
        var slow = new ArrayList<Socket>();
        for (int i = 0; i < ClockTalk.READING_AT_ONCE; i++) {
            Socket line = clocks.line("127.0.0.2");
            line.getOutputStream()
                    .write(("GET /pebble?slow HTTP/1.0\r\napi-secret: " + FOLLOWER + "\r\n\r\n").getBytes(ISO_8859_1));
            slow.add(line);
        }
        awaited(reading);

        HttpResponse<String> third = clocks.get("/pebble", "api-secret", FOLLOWER);

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        slowRecord.countDown();
        for (Socket line : slow) {
            assertThat(rest(line)).startsWith("HTTP/1.1 200 ");
            line.close();
        }
        assertThat(clocks.get("/pebble", "api-secret", FOLLOWER).statusCode()).isEqualTo(200);
    }

    @Test
    void a_taken_port_is_a_warning_that_says_what_to_do_and_ends_when_it_is_free() throws Exception {
        int taken;
        ClocksPort port;
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress("127.0.0.1", 0));
            taken = other.getLocalPort();
            port = clocks.component(Map.of("port", taken), LONG);
            port.open();
            until(() -> port.check().status() == Health.Status.WARN);
            assertThat(port.check().message())
                    .contains("127.0.0.1 port " + taken, "end the program that has it", ClocksPort.PID);
            assertThat(clocks.announced).isEmpty();
        }

        URI address = clocks.awaitOpen();

        assertThat(address.getPort()).isEqualTo(taken);
        assertThat(clocks.get("/pebble", "api-secret", FOLLOWER).statusCode()).isEqualTo(200);
        until(() -> port.check().status() == Health.Status.OK);
        assertThat(port.check().message()).contains(address.toString());
    }

    @Test
    void an_address_that_this_machine_does_not_have_yet_is_a_warning() {
        ClocksPort port = clocks.component(Map.of("host", "192.0.2.1"), LONG); // kept for books, RFC 5737
        port.open();

        until(() -> port.check().status() == Health.Status.WARN);

        assertThat(port.check().message()).contains("192.0.2.1", "does not have that address", "host");
    }

    @Test
    void one_device_cannot_hold_every_line() throws Exception {
        clocks.open();
        var held = new ArrayList<Socket>();
        for (int i = 0; i < OpenLines.MOST_OF_ONE; i++) {
            Socket slow = clocks.line("127.0.0.2");
            slow.getOutputStream().write("GET /peb".getBytes(ISO_8859_1));
            held.add(slow);
        }
        try (Socket tooMany = clocks.line("127.0.0.2")) {
            tooMany.setSoTimeout(10_000); // at once, not when its time is over
            assertThat(closed(tooMany)).isTrue();
        }

        assertThat(clocks.get("/pebble", "api-secret", FOLLOWER).statusCode()).isEqualTo(200);
        for (Socket slow : held) {
            slow.close();
        }
    }

    @Test
    void whoever_takes_too_long_is_hung_up_on() throws Exception {
        clocks.open(Map.of(), SOON);
        try (Socket slow = clocks.line("127.0.0.1")) {
            slow.getOutputStream().write("GET /peb".getBytes(ISO_8859_1));
            assertThat(closed(slow)).isTrue();
        }
    }

    @Test
    void a_head_without_end_and_one_that_is_none_are_refused() throws Exception {
        clocks.open();
        try (Socket endless = clocks.line("127.0.0.1")) {
            endless.getOutputStream()
                    .write(("GET /pebble HTTP/1.1\r\nX: " + "x".repeat(ClockTalk.LONGEST_HEAD)).getBytes(ISO_8859_1));
            assertThat(rest(endless)).startsWith("HTTP/1.1 431 ");
        }
        try (Socket tls = clocks.line("127.0.0.1")) {
            tls.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 5, '\n', '\n'});
            assertThat(rest(tls)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void closing_frees_the_port_and_ends_its_threads() throws Exception {
        ClocksPort port = clocks.open();
        clocks.get("/pebble", "api-secret", FOLLOWER);
        try (Socket waiting = clocks.line("127.0.0.1")) {
            port.close();
            assertThat(closed(waiting)).isTrue();
        }

        assertThat(clocks.withdrawn).hasSize(1);
        until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("nightscout-clocks")));
        try (var next = new ServerSocket()) {
            next.bind(new InetSocketAddress("127.0.0.1", clocks.address().getPort()));
        }
    }
}
