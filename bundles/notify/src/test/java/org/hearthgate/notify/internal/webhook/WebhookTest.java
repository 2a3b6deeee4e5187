package org.hearthgate.notify.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.notify.internal.Calls.call;
import static org.hearthgate.testkit.Given.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final ManualClock clock = new ManualClock(NOON);
    private Receiver receiver;
    private Webhook webhook;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        webhook = webhook(Map.of());
    }

    private Webhook webhook(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(
                Map.of("id", "school", "url", receiver.url(), "_secret", SECRET, "timeoutSeconds", 1));
        settings.putAll(more);
        return new Webhook(clock, Configured.by(Webhook.Config.class, settings));
    }

    @AfterEach
    void close() {
        webhook.close();
        receiver.close();
    }

    private ChannelException failure(Call call) {
        try {
            webhook.deliver(call);
            throw new AssertionError("it was delivered");
        } catch (ChannelException e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode heard(int number) throws IOException {
        return new ObjectMapper().readTree(receiver.heard().get(number).body());
    }

    /** As a receiver would, from the page of the standard, with nothing of ours. */
    private static String signed(Receiver.Heard heard) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        String content = heard.headers().get("webhook-id") + "."
                + heard.headers().get("webhook-timestamp") + "." + new String(heard.body(), StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_published_example_of_standard_webhooks_is_signed_as_published() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(new Signature(SECRET).of("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_call_arrives_signed_with_all_that_a_carer_needs() throws Exception {
        assertThat(webhook.deliver(call().step(2).build())).isEqualTo(Receipt.Outcome.SENT);
        Receiver.Heard request = receiver.heard().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("webhook-id", "a1/2")
                .containsEntry("webhook-timestamp", Long.toString(NOON.getEpochSecond()))
                .containsEntry("webhook-signature", signed(request));
        JsonNode data = heard(0).get("data");
        assertThat(heard(0).get("type").textValue()).isEqualTo("hearthgate.alert");
        assertThat(data.get("personName").textValue()).isEqualTo("Anna");
        assertThat(data.get("mgPerDl").doubleValue()).isEqualTo(52);
        assertThat(data.get("trend").textValue()).isEqualTo("SingleDown");
        assertThat(data.get("ageSeconds").longValue()).isEqualTo(70);
        assertThat(data.get("priority").textValue()).isEqualTo("high");
        assertThat(data.get("step").intValue()).isEqualTo(2);
        assertThat(data.get("message").textValue()).isEqualTo("Anna: 52 and falling");
        assertThat(data.get("test").booleanValue()).isFalse();
    }

    @Test
    void without_the_value_no_number_leaves_and_a_test_still_says_so() throws Exception {
        webhook.close();
        webhook = webhook(Map.of("includeValue", false));
        webhook.deliver(call().test().build());
        String body = new String(receiver.heard().get(0).body(), StandardCharsets.UTF_8);
        assertThat(body).doesNotContain("52", "falling", "Down", "2.5");
        assertThat(heard(0).get("data").get("message").textValue()).isEqualTo("TEST: Anna: urgent-low (high)");
        assertThat(heard(0).get("data").get("test").booleanValue()).isTrue();
    }

    @Test
    void the_end_is_told_to_whoever_was_called_and_to_nobody_else() throws Exception {
        Alert alert = call().alert();
        webhook.quiet(alert);
        assertThat(receiver.heard()).isEmpty();
        webhook.deliver(call().build());
        webhook.quiet(alert);
        webhook.quiet(alert);
        assertThat(receiver.heard()).hasSize(2);
        assertThat(heard(1).get("type").textValue()).isEqualTo("hearthgate.alert.quiet");
        assertThat(receiver.heard().get(1).headers())
                .containsEntry("webhook-signature", signed(receiver.heard().get(1)));
    }

    @Test
    void the_same_call_tried_again_carries_the_same_id() throws Exception {
        receiver.answering(500);
        assertThat(failure(call().build()).permanent()).isFalse();
        receiver.answering(200);
        clock.advance(Duration.ofSeconds(5));
        assertThat(webhook.deliver(call().build())).isEqualTo(Receipt.Outcome.SENT);
        assertThat(receiver.heard())
                .extracting(heard -> heard.headers().get("webhook-id"))
                .containsOnly("a1/0");
        assertThat(receiver.heard())
                .extracting(heard -> heard.headers().get("webhook-timestamp"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} is for good: {1}")
    @CsvSource({
        "410, true",
        "401, true",
        "404, true",
        "400, true",
        "429, false",
        "408, false",
        "500, false",
        "503, false"
    })
    void an_answer_tells_whether_another_try_makes_sense(int status, boolean permanent) {
        receiver.answering(status);
        ChannelException failure = failure(call().build());
        assertThat(failure.permanent()).isEqualTo(permanent);
        assertThat(failure).hasMessageContaining(Integer.toString(status));
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        try (var elsewhere = new Receiver()) {
            receiver.answering(exchange -> {
                exchange.getResponseHeaders().add("Location", elsewhere.url());
                exchange.sendResponseHeaders(307, -1);
            });
            assertThat(failure(call().build()).permanent()).isTrue();
            assertThat(elsewhere.heard()).isEmpty();
        }
    }

    @Test
    void a_server_that_hangs_is_let_go_after_the_timeout() {
        var gate = new CountDownLatch(1);
        receiver.answering(exchange -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(failure(call().build())).hasMessageContaining("did not answer within 1 s");
        gate.countDown();
    }

    @Test
    void an_answer_without_end_is_not_read() throws Exception {
        var broken = new CountDownLatch(1);
        receiver.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[64 * 1024]);
                }
            } catch (IOException e) {
                broken.countDown(); // the other side hung up
            }
        });
        assertThat(webhook.deliver(call().build())).isEqualTo(Receipt.Outcome.SENT);
        broken.await();
    }

    @Test
    void a_server_that_is_away_may_come_back() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        webhook.close();
        webhook = webhook(Map.of("url", "http://127.0.0.1:" + port));
        ChannelException failure = failure(call().build());
        assertThat(failure.permanent()).isFalse();
        assertThat(failure).hasMessageContaining("cannot be reached");
    }

    @Test
    void no_message_of_a_failure_holds_a_secret_a_value_or_a_name() {
        for (int status : new int[] {302, 404, 503}) {
            receiver.answering(status);
            assertThat(failure(call().build()).getMessage()).doesNotContain("52", "Anna", "MfKQ", "of-the-url");
        }
        assertThatThrownBy(() -> webhook(Map.of("_secret", "whsec_not base64!")))
                .hasMessageContaining("base64")
                .hasStackTraceContaining("base64")
                .message()
                .doesNotContain("not base64!");
    }

    @Test
    void plain_http_stays_inside_the_house() throws Exception {
        webhook.close();
        webhook = webhook(Map.of("url", "http://203.0.113.9/hook"));
        ChannelException failure = failure(call().build());
        assertThat(failure.permanent()).isTrue();
        assertThat(failure).hasMessageContaining("https");
        for (String near :
                new String[] {"127.0.0.1", "10.1.2.3", "192.168.178.20", "172.16.0.1", "fd00::1", "fe80::1"}) {
            assertThat(Destination.isNear(InetAddress.getByName(near))).as(near).isTrue();
        }
        for (String far : new String[] {"8.8.8.8", "172.32.0.1", "2001:db8::1"}) {
            assertThat(Destination.isNear(InetAddress.getByName(far))).as(far).isFalse();
        }
    }

    @Test
    void it_is_told_only_about_the_persons_it_is_for_and_about_the_hub() throws Exception {
        webhook.close();
        webhook = webhook(Map.of("persons", new String[] {"ben"}));
        assertThat(failure(call().build()).permanent()).isTrue();
        assertThat(receiver.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://school.example/hook",
                "https://user:password@school.example/hook",
                "https:///hook",
                "not an address"
            })
    void an_address_that_may_not_be_used_is_refused(String url) {
        assertThatThrownBy(() -> webhook(Map.of("url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'url'")
                .message()
                .doesNotContain("password@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=", "whsec_***"})
    void a_secret_that_is_none_is_refused_without_being_shown(String secret) {
        assertThatThrownBy(() -> webhook(Map.of("_secret", secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whsec_");
    }
}
