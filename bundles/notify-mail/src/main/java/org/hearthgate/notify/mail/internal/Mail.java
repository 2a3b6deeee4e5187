package org.hearthgate.notify.mail.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One plain message as it goes over the wire (RFC 5322, RFC 2045 to 2047): everything in it is ASCII, whatever a family's names look like.
 *
 * @param from address
 * @param to addresses
 * @param id unique part of the Message-ID; the same for every try, so that a mailbox shows it once
 * @param urgent whether it is marked as important
 */
record Mail(
        String from, List<String> to, String id, String subject, String text, Instant at, ZoneId zone, boolean urgent) {
    private static final String CRLF = "\r\n";
    /** 36 octets are 48 characters of base64; with its frame and the header's name a line stays below the 76 of RFC 2047. */
    private static final int OCTETS_A_WORD = 36;

    Mail {
        to = List.copyOf(to);
    }

    byte[] octets() {
        var mail = new StringBuilder(1024);
        mail.append("From: Hearthgate <").append(from).append('>').append(CRLF);
        mail.append("To: ").append(String.join("," + CRLF + " ", to)).append(CRLF);
        mail.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(zone)))
                .append(CRLF);
        mail.append("Message-ID: <")
                .append(id.replaceAll("[^A-Za-z0-9.]", "-"))
                .append('@')
                .append(from.substring(from.indexOf('@') + 1))
                .append('>')
                .append(CRLF);
        mail.append("Subject: ").append(encodedWords(subject)).append(CRLF);
        mail.append("MIME-Version: 1.0").append(CRLF);
        mail.append("Content-Type: text/plain; charset=utf-8").append(CRLF);
        mail.append("Content-Transfer-Encoding: base64").append(CRLF);
        mail.append("Auto-Submitted: auto-generated").append(CRLF);
        if (urgent) {
            mail.append("Importance: high").append(CRLF).append("X-Priority: 1").append(CRLF);
        }
        mail.append(CRLF);
        mail.append(Base64.getMimeEncoder()
                .encodeToString(text.replaceAll("\r?\n", CRLF).getBytes(StandardCharsets.UTF_8)));
        return mail.append(CRLF).toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** No line of text can end a header: all of it is base64. A character is never cut in two. */
    private static String encodedWords(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        text.codePoints().forEach(character -> {
            String next = Character.toString(character);
            if (octets(word + next).length > OCTETS_A_WORD) {
                words.add(word.toString());
                word.setLength(0);
            }
            word.append(next);
        });
        words.add(word.toString());
        return String.join(
                CRLF + " ",
                words.stream()
                        .map(part -> "=?utf-8?B?" + Base64.getEncoder().encodeToString(octets(part)) + "?=")
                        .toList());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
