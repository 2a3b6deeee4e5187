package org.hearthgate.notify.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MailChannelTest {
    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(NOON.plusSeconds(70));
    private Optional<GreenMail> post = Optional.empty();

    @AfterEach
    void close() {
        post.ifPresent(GreenMail::stop);
    }

    private GreenMail post(String protocol) {
        var server = new GreenMail(new ServerSetup(0, "localhost", protocol));
        server.start();
        post = Optional.of(server);
        return server;
    }

    private MailChannel channel(int port, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(Map.of(
                "id",
                "gran",
                "host",
                "localhost",
                "port",
                port,
                "security",
                "none",
                "from",
                "hub@home.example",
                "to",
                new String[] {"gran@example.org"},
                "timeoutSeconds",
                5));
        settings.putAll(more);
        return new MailChannel(clock, FixedHousehold.of("Anna"), Configured.by(MailConfig.class, settings));
    }

    private static Call call(String message, boolean test) {
        var alert = new Alert(
                "a1",
                ANNA,
                "urgent-low",
                1,
                Priority.HIGH,
                AlertState.ESCALATED,
                NOON,
                NOON,
                Optional.of(NOON),
                OptionalDouble.of(52),
                message,
                Optional.empty(),
                Optional.empty(),
                2,
                "52 is at or below 55");
        return new Call(
                "a1/2",
                alert,
                "Anna",
                Optional.of(new GlucoseTrend(-2.5, GlucoseTrend.Arrow.SINGLE_DOWN)),
                List.of(),
                false,
                false,
                test,
                NOON,
                Duration.ofMinutes(2));
    }

    private static ChannelException failure(MailChannel channel) {
        try {
            channel.deliver(call("Anna: 52 and falling", false));
            throw new AssertionError("it was delivered");
        } catch (ChannelException e) {
            return e;
        }
    }

    @Test
    void a_mail_keeps_name_value_trend_age_and_urgency_and_is_read_by_another_library_as_it_was_meant()
            throws Exception {
        GreenMail server = post("smtp");
        MailChannel channel =
                channel(server.getSmtp().getPort(), Map.of("to", new String[] {"gran@example.org", "dad@example.org"}));
        assertThat(channel.deliver(
                        call("Zoë Ångström: 52 and falling – 低血糖 🩸, treat it now, this line is a long one", false)))
                .isEqualTo(Receipt.Outcome.SENT);
        assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject())
                .isEqualTo("[URGENT] Zoë Ångström: 52 and falling – 低血糖 🩸, treat it now, this line is a long one");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Hearthgate <hub@home.example>");
        assertThat(mail.getRecipients(Message.RecipientType.TO)).hasSize(2);
        assertThat(mail.getSentDate().toInstant()).isEqualTo(NOON.plusSeconds(70));
        assertThat(mail.getHeader("Importance")).containsExactly("high");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).contains("text/plain");
        assertThat((String) mail.getContent())
                .contains("Zoë Ångström: 52 and falling")
                .contains("Glucose: 52 mg/dL (2.9 mmol/L)")
                .contains("Trend: -2.5 mg/dL a minute")
                .contains("Measured: 13:00 (Europe/Berlin), 70 s before")
                .contains("Urgency: high (urgent-low)")
                .contains("step 2")
                .contains("Why: 52 is at or below 55");
    }

    @Test
    void the_same_call_tried_twice_has_one_message_id() throws Exception {
        GreenMail server = post("smtp");
        MailChannel channel = channel(server.getSmtp().getPort(), Map.of());
        channel.deliver(call("Anna: 52", false));
        clock.advance(Duration.ofSeconds(20));
        channel.deliver(call("Anna: 52", false));
        assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
        assertThat(server.getReceivedMessages()[0].getMessageID())
                .isEqualTo(server.getReceivedMessages()[1].getMessageID());
    }

    @Test
    void a_test_says_so_before_anything_else_and_without_the_value_no_number_leaves() throws Exception {
        GreenMail server = post("smtp");
        channel(server.getSmtp().getPort(), Map.of("includeValue", false)).deliver(call("Anna: 52 and falling", true));
        assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[TEST] Anna: urgent-low");
        assertThat((String) mail.getContent()).startsWith("THIS IS A TEST").doesNotContain("52", "2.5", "2.9", "55");
    }

    @Test
    void a_message_that_tries_to_end_itself_or_to_add_headers_stays_one_message() throws Exception {
        GreenMail server = post("smtp");
        String evil = "Anna\r\n.\r\nRSET\r\nBcc: all@example.org";
        channel(server.getSmtp().getPort(), Map.of()).deliver(call(evil, false));
        assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat((String) mail.getContent()).contains(".\r\nRSET");
    }

    @Test
    void a_login_is_made_and_one_that_is_refused_is_for_somebody_to_mend() throws Exception {
        GreenMail server = post("smtp");
        server.setUser("gran@example.org", "hub", "right");
        server.getUserManager().setAuthRequired(true);
        int port = server.getSmtp().getPort();
        assertThat(channel(port, Map.of("user", "hub", "_password", "right")).deliver(call("Anna: 52", false)))
                .isEqualTo(Receipt.Outcome.SENT);
        ChannelException refused = failure(channel(port, Map.of("user", "hub", "_password", "wr0ng")));
        assertThat(refused.permanent()).isTrue();
        assertThat(refused).hasMessageContaining("refused the log-in (535)").hasMessageContaining(".password");
        assertThat(refused.getMessage()).doesNotContain("wr0ng");
    }

    @Test
    void tls_from_the_start_is_spoken_with_a_server_that_is_trusted_and_with_no_other() throws Exception {
        GreenMail server = post("smtps");
        int port = server.getSmtps().getPort();
        ChannelException untrusted = failure(channel(port, Map.of("security", "tls")));
        assertThat(untrusted.permanent()).isFalse();
        assertThat(untrusted).hasMessageContaining("no trusted connection");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void starttls_is_demanded_before_the_password_is_said() throws Exception {
        Certificates certificates = Certificates.of(folder, "localhost");
        Map<String, Object> secured = Map.of(
                "security",
                "starttls",
                "user",
                "hub",
                "_password",
                "right",
                "trustedCertificates",
                certificates.pem().toString());
        try (var peer = new SmtpPeer(Optional.of(certificates.server()))) {
            channel(peer.port(), secured).deliver(call("Anna: 52", false));
            List<String> heard = peer.heard();
            assertThat(heard.indexOf("tls")).isBetween(0, heard.indexOf("AUTH LOGIN"));
            assertThat(heard).contains(base64("hub"), base64("right"), "RCPT TO:<gran@example.org>", ".");
        }
        try (var peer = new SmtpPeer(Optional.empty())) {
            ChannelException refused = failure(channel(peer.port(), secured));
            assertThat(refused.permanent()).isTrue();
            assertThat(refused).hasMessageContaining("no STARTTLS");
            assertThat(peer.heard()).containsExactly("EHLO hearthgate.invalid");
        }
    }

    @Test
    void a_certificate_of_another_name_or_another_hand_is_refused_before_anything_is_said() throws Exception {
        Certificates wrongName = Certificates.of(folder, "elsewhere.example");
        try (var peer = new SmtpPeer(Optional.of(wrongName.server()))) {
            ChannelException refused = failure(channel(
                    peer.port(),
                    Map.of(
                            "security",
                            "starttls",
                            "trustedCertificates",
                            wrongName.pem().toString())));
            assertThat(refused).hasMessageContaining("no trusted connection");
            assertThat(peer.heard()).doesNotContain("tls").noneMatch(line -> line.startsWith("MAIL"));
        }
        Certificates wrongHand = Certificates.of(folder, "localhost");
        try (var peer = new SmtpPeer(Optional.of(wrongHand.server()))) {
            assertThat(failure(channel(peer.port(), Map.of("security", "starttls"))))
                    .hasMessageContaining("no trusted connection");
            assertThat(peer.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void a_server_that_was_away_is_reached_when_it_is_back() throws Exception {
        int port;
        try (var peer = new SmtpPeer(Optional.empty())) {
            port = peer.port();
        }
        MailChannel channel = channel(port, Map.of());
        ChannelException away = failure(channel);
        assertThat(away.permanent()).isFalse();
        assertThat(away).hasMessageContaining("cannot be reached");
        try (var peer = new SmtpPeer(Optional.empty(), port)) {
            assertThat(channel.deliver(call("Anna: 52", false))).isEqualTo(Receipt.Outcome.SENT);
        }
    }

    @ParameterizedTest(name = "{0} is for good: {1}")
    @CsvSource({
        "RCPT=451 later, false",
        "RCPT=550 nobody, true",
        "MAIL=530 no, true",
        "DATA-END=452 full, false",
        "DATA-END=554 spam, true",
        "PASSWORD=454 later, false",
        "PASSWORD=535 no, true"
    })
    void an_answer_tells_whether_another_try_makes_sense(String answer, boolean permanent) throws IOException {
        try (var peer = new SmtpPeer(Optional.empty()).answering(answer)) {
            ChannelException failure = failure(channel(peer.port(), Map.of("user", "hub", "_password", "x")));
            assertThat(failure.permanent()).isEqualTo(permanent);
            assertThat(failure.getMessage()).contains(answer.substring(answer.indexOf('=') + 1, answer.indexOf(' ')));
        }
    }

    @Test
    void one_recipient_that_is_refused_does_not_keep_the_mail_from_the_others() throws Exception {
        try (var peer = new SmtpPeer(Optional.empty()).answering("RCPT TO:<gone=550 nobody")) {
            MailChannel channel =
                    channel(peer.port(), Map.of("to", new String[] {"gone@example.org", "gran@example.org"}));
            assertThat(channel.deliver(call("Anna: 52", false))).isEqualTo(Receipt.Outcome.SENT);
        }
    }

    @Test
    void a_server_that_never_ends_a_line_or_speaks_something_else_is_left() throws IOException {
        try (var peer = new SmtpPeer(Optional.empty()).greeting("220 " + "x".repeat(5_000))) {
            assertThat(failure(channel(peer.port(), Map.of()))).hasMessageContaining("line has no end");
        }
        try (var peer = new SmtpPeer(Optional.empty()).greeting("SSH-2.0-OpenSSH_9.2")) {
            assertThat(failure(channel(peer.port(), Map.of()))).hasMessageContaining("does not speak SMTP");
        }
        try (var peer = new SmtpPeer(Optional.empty()).greeting("220-and so on\r\n".repeat(100) + "220 end")) {
            assertThat(failure(channel(peer.port(), Map.of()))).hasMessageContaining("reply has no end");
        }
    }

    @Test
    void without_tls_mail_stays_inside_the_house() {
        ChannelException refused = failure(channel(25, Map.of("host", "203.0.113.9")));
        assertThat(refused.permanent()).isTrue();
        assertThat(refused).hasMessageContaining("outside the house");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "id, Gran!",
        "host, ''",
        "security, perhaps",
        "from, 'hub@home.example> SIZE=1'",
        "from, nobody",
        "trustedCertificates, /nowhere.pem"
    })
    void an_impossible_setting_is_refused_with_its_name(String key, String value) {
        assertThatThrownBy(() -> channel(25, Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining(MailChannel.PID);
    }

    @Test
    void recipients_are_addresses_and_not_too_many() throws IOException {
        assertThatThrownBy(() -> channel(25, Map.of("to", new String[0]))).hasMessageContaining("'to'");
        assertThatThrownBy(() -> channel(25, Map.of("to", new String[] {"a@b.example\r\nDATA"})))
                .hasMessageContaining("'to'");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> channel(25, Map.of("trustedCertificates", empty.toString())))
                .hasMessageContaining("holds no certificate");
    }
}
