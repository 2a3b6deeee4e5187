package org.hearthgate.adapter.coap.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFormatTest {
    private static List<Link> parse(String text) {
        return LinkFormat.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reads_the_example_of_the_rfc() {
        List<Link> links = parse("</sensors>;ct=40;title=\"Sensor Index\","
                + "</sensors/temp>;rt=\"temperature-c\";if=\"sensor\",\n</sensors/light>;rt=\"light-lux core.s\";obs");

        assertThat(links).extracting(Link::target).containsExactly("/sensors", "/sensors/temp", "/sensors/light");
        assertThat(links.get(0).title()).contains("Sensor Index");
        assertThat(links.get(0).words("ct")).containsExactly("40");
        assertThat(links.get(2).words("rt")).containsExactly("light-lux", "core.s");
        assertThat(links.get(2).observable()).isTrue();
        assertThat(links.get(1).observable()).isFalse();
    }

    @Test
    void takes_the_first_of_an_attribute_given_twice_and_quotes_with_what_they_hold() {
        Link link = parse("</a>;title=\"a \\\"b\\\" ,;> c\";TITLE=x").get(0);

        assertThat(link.title()).contains("a \"b\" ,;> c");
    }

    @Test
    void follows_no_link_away_from_the_device() {
        assertThat(parse("<coap://evil/x>,<//evil/x>,<x>,</a?b>,</ok>"))
                .extracting(link -> link.path().orElse("-"))
                .containsExactly("-", "-", "-", "-", "/ok");
    }

    @Test
    void of_nothing_is_nothing() {
        assertThat(parse("")).isEmpty();
        assertThat(parse(" \r\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "</a", "</a>;", "</a>;=x", "</a>;t=\"x", "</a> </b>", "hello", "</a\u0000>"})
    void refuses_what_is_none(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stays_small_and_quick_on_a_huge_document() {
        assertThat(parse("</a>;x=\"y\",".repeat(5000) + "</b>")).hasSize(LinkFormat.MOST_LINKS);
        assertThat(parse("</a>" + ";x".repeat(20_000)).get(0).attributes()).hasSize(1);
        assertThatThrownBy(() -> parse("</" + "a".repeat(60_000) + ">")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse("x".repeat(70_000))).hasMessageContaining("octets");
        assertThatThrownBy(() -> parse("</a>;t=\"" + "\\".repeat(60_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkFormat.parse(new byte[] {'<', (byte) 0xC3, '>'}))
                .hasMessageContaining("UTF-8");
    }

    @Property(tries = 2000)
    void any_text_is_read_or_refused(@ForAll String text) {
        survives(text);
    }

    /** {@code -Dfuzz.inputs=1000000} tries a million. */
    @Test
    void survives_as_many_near_documents_as_are_asked_for() {
        var random = new Random(4);
        String alphabet = "</>;=\"\\, abc\u00e9\n";
        for (int i = 0; i < Integer.getInteger("fuzz.inputs", 20_000); i++) {
            var text = new StringBuilder(random.nextBoolean() ? "</a>;rt=\"x\"" : "");
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            survives(text.toString());
        }
    }

    private static void survives(String text) {
        assertThatCode(() -> {
                    try {
                        parse(text).forEach(link -> {
                            link.path();
                            link.words("rt");
                        });
                    } catch (IllegalArgumentException e) {
                        assertThat(e.getMessage()).startsWith("the list of resources ");
                    }
                })
                .doesNotThrowAnyException();
    }
}
