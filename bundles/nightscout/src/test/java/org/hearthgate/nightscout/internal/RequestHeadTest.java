package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    private static Optional<RequestHead> parse(String text) {
        byte[] octets = text.getBytes(ISO_8859_1);
        return RequestHead.parse(octets, octets.length);
    }

    @Test
    void reads_what_a_clock_sends() {
        RequestHead head = parse(
                        "GET /sgv.json?count=2&brief_mode=Y HTTP/1.1\r\nHost: hub:17580\r\nAPI-Secret:  abc \r\n"
                                + "api-secret: other\r\n\r\n")
                .orElseThrow();

        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.path()).isEqualTo("/sgv.json");
        assertThat(head.query()).isEqualTo("count=2&brief_mode=Y");
        assertThat(head.header("api-secret")).as("the first of a name").contains("abc");
        assertThat(head.header("Accept")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /pebble\r\n\r\n",
                "GET  /pebble HTTP/1.1\r\n\r\n",
                "get /pebble HTTP/1.1\r\n\r\n",
                "GET pebble HTTP/1.1\r\n\r\n",
                "GET http://hub/pebble HTTP/1.1\r\n\r\n",
                "GET /pebble HTTP/2\r\n\r\n",
                "GET /pebble HTTP/1.1 \r\n\r\n",
                "GET /pe\tbble HTTP/1.1\r\n\r\n",
                "GET /pebble HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /pebble HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
                "GET /pebble HTTP/1.1\r\n: nameless\r\n\r\n",
                "\u0016\u0003\u0001 a TLS hello\r\n\r\n"
            })
    void refuses_what_is_no_plain_request(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @Property(tries = 1000)
    void any_octets_are_a_head_or_none(@ForAll byte[] octets) {
        int end = RequestHead.end(octets, octets.length, 0);
        assertThat(end).isLessThanOrEqualTo(octets.length);
        assertThat(RequestHead.parse(octets, octets.length)).isNotNull();
    }

    @Example
    void a_head_ends_at_its_empty_line_however_it_arrives() {
        for (String text : new String[] {"GET /pebble HTTP/1.0\r\n\r\nX", "GET /pebble HTTP/1.0\nHost: a\n\nX"}) {
            byte[] octets = text.getBytes(ISO_8859_1);
            for (int piece = 1; piece <= octets.length; piece++) {
                int end = -1;
                int length = 0;
                while (end < 0 && length < octets.length) {
                    int got = Math.min(piece, octets.length - length);
                    length += got;
                    end = RequestHead.end(octets, length, length - got);
                }
                assertThat(end).as("%s in pieces of %s", text, piece).isEqualTo(octets.length - 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, Host, localhost:17580, true",
        "127.0.0.1, host, 127.0.0.1, true",
        "::1, Host, [::1]:17580, true",
        "127.0.0.1, Accept, */*, true",
        "192.168.1.20, Host, localhost, false",
        "127.0.0.1, Host, evil.example:17580, false",
        "127.0.0.1, Host, 127.0.0.1.evil.example, false",
        "127.0.0.1, X-Forwarded-For, 192.168.1.20, false",
        "127.0.0.1, Forwarded, for=192.168.1.20, false",
        "127.0.0.1, Origin, http://evil.example, false"
    })
    void only_a_program_of_this_machine_asking_for_itself_is_from_this_machine(
            String peer, String header, String value, boolean from) throws Exception {
        var head = new RequestHead("GET", "/pebble", "", Map.of(header, value));

        assertThat(head.fromThisMachine(InetAddress.getByName(peer))).isEqualTo(from);
    }
}
