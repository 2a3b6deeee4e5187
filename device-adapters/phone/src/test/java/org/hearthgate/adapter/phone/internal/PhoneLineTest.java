package org.hearthgate.adapter.phone.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are slow, silent, broken or hostile: every question ends in time and memory stays flat. */
@Timeout(20)
class PhoneLineTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final int LONGEST = 64 * 1024;

    private static PhoneReply ask(FakePhone.Habit habit) throws IOException, PhoneException {
        try (var phone = new FakePhone(habit)) {
            return new PhoneLine(SHORT, LONGEST)
                    .get(new InetSocketAddress("127.0.0.1", phone.port()), "/sgv.json", Optional.empty());
        }
    }

    private static void raw(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void refuses(FakePhone.Habit habit, PhoneException.Why why) {
        assertThatThrownBy(() -> ask(habit)).isInstanceOfSatisfying(PhoneException.class, e -> assertThat(e.why())
                .isEqualTo(why));
    }

    @Test
    void gives_up_on_one_that_accepts_and_says_nothing() {
        refuses((question, out) -> hold(), PhoneException.Why.AWAY);
    }

    private static void hold() throws IOException {
        try (var never = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            never.setSoTimeout(1500);
            never.accept();
        }
    }

    @Test
    void gives_up_on_one_that_drips_its_headers_octet_by_octet() {
        long start = System.nanoTime();
        refuses(
                (question, out) -> {
                    raw(out, "HTTP/1.0 200 OK\r\nX: ");
                    for (int i = 0; i < 40; i++) {
                        raw(out, "a");
                        pause();
                    }
                },
                PhoneException.Why.AWAY);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    private static void pause() throws IOException {
        try (var never = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            never.setSoTimeout(100);
            never.accept();
        } catch (java.net.SocketTimeoutException e) {
            return;
        }
    }

    @Test
    void keeps_what_came_in_time_of_one_that_drips_its_body() throws Exception {
        PhoneReply reply = ask((question, out) -> {
            raw(out, "HTTP/1.0 200 OK\r\n\r\n[{},");
            for (int i = 0; i < 40; i++) {
                raw(out, "{},");
                pause();
            }
        });

        assertThat(reply.complete()).isFalse();
        assertThat(new String(reply.body(), StandardCharsets.US_ASCII)).startsWith("[{},{},");
    }

    @Test
    void refuses_more_than_it_may_be_whether_it_says_so_or_not() {
        refuses(
                (question, out) -> raw(out, "HTTP/1.0 200 OK\r\nContent-Length: 9999999\r\n\r\n"),
                PhoneException.Why.NONSENSE);
        refuses(
                (question, out) -> {
                    raw(out, "HTTP/1.0 200 OK\r\n\r\n");
                    for (int i = 0; i < 100; i++) {
                        raw(out, "x".repeat(8192));
                    }
                },
                PhoneException.Why.NONSENSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.0 2000 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nxx",
                "HTTP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"
            })
    void refuses_what_is_no_answer_to_its_question(String answer) {
        refuses((question, out) -> raw(out, answer), PhoneException.Why.NONSENSE);
    }

    @Test
    void refuses_headers_without_an_end() {
        refuses(
                (question, out) -> {
                    raw(out, "HTTP/1.0 200 OK\r\n");
                    for (int i = 0; i < 100; i++) {
                        raw(out, "X-" + i + ": " + "y".repeat(1000) + "\r\n");
                    }
                },
                PhoneException.Why.NONSENSE);
    }

    @Test
    void does_not_follow_a_redirect() throws Exception {
        PhoneReply reply = ask((question, out) ->
                raw(out, "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"));

        assertThat(reply.status()).isEqualTo(302);
    }

    @Test
    void ends_at_once_when_it_is_told_to() throws Exception {
        var line = new PhoneLine(Duration.ofSeconds(15), LONGEST);
        try (var phone = new FakePhone((question, out) -> {
            line.abort();
            hold();
        })) {
            long start = System.nanoTime();
            assertThatThrownBy(() ->
                            line.get(new InetSocketAddress("127.0.0.1", phone.port()), "/sgv.json", Optional.empty()))
                    .isInstanceOf(PhoneException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
