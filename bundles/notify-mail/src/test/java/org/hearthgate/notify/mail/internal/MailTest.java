package org.hearthgate.notify.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class MailTest {
    /** Whatever a family writes; a lone half of a character has no UTF-8 and becomes a question mark. */
    private static String sayable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property(tries = 300)
    void any_subject_and_text_come_out_of_another_library_as_they_went_in(
            @ForAll @StringLength(max = 200) String subject, @ForAll @StringLength(max = 400) String text)
            throws Exception {
        byte[] octets = new Mail(
                        "hub@home.example", List.of("a@b.example"), "c1", subject, text, NOON, ZoneOffset.UTC, true)
                .octets();
        String wire = new String(octets, StandardCharsets.US_ASCII);
        assertThat(wire.lines()).allMatch(line -> line.length() <= 76);
        assertThat(octets).as("ASCII alone").doesNotContain(new byte[] {(byte) 0xff});
        var read = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
        assertThat(read.getSubject()).isEqualTo(sayable(subject));
        String body = new String(read.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(body.replace("\r\n", "\n")).isEqualTo(sayable(text).replace("\r\n", "\n"));
    }
}
