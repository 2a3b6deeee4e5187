package org.hearthgate.adapter.coap.internal.lwm2m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames written after LwM2M Core 1.1.1, section 7.4.3. */
class TlvTest {
    private static List<Tlv> parse(String hex) {
        return Tlv.parse(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void reads_a_value_with_every_width_of_id_and_length() {
        assertThat(parse("c1 09 37").get(0).value()).containsExactly(0x37);
        assertThat(parse("e4 1644 42c80000").get(0).id()).isEqualTo(5700);
        assertThat(parse("e4 1644 42c80000").get(0).value()).hasSize(4);
        assertThat(parse("c8 00 0a" + "41".repeat(10)).get(0).value()).hasSize(10);
        assertThat(parse("f0 1645 0101" + "41".repeat(257)).get(0).value()).hasSize(257);
        assertThat(parse("d8 00 000003 414243").get(0).value()).hasSize(3);
        assertThat(parse("c0 00").get(0).value()).isEmpty();
    }

    @Test
    void reads_what_stands_inside() {
        // instance 0 { resource 1 = 05, multiple 6 { 0 = 01, 1 = 05 } }
        List<Tlv> entries = parse("08 00 0b c1 01 05 86 06 41 00 01 41 01 05".replace("0b", "0b"));

        assertThat(entries).singleElement().satisfies(instance -> {
            assertThat(instance.kind()).isEqualTo(Tlv.Kind.OBJECT_INSTANCE);
            assertThat(instance.inside())
                    .extracting(Tlv::kind)
                    .containsExactly(Tlv.Kind.RESOURCE, Tlv.Kind.MULTIPLE_RESOURCE);
            assertThat(instance.inside().get(1).inside()).extracting(Tlv::id).containsExactly(0, 1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c1",
                "c109",
                "e4 16",
                "c4 00 0102",
                "c8 00",
                "c8 00 05 01",
                "d8 00 ffffff 01",
                "c9 00 01 05",
                "02 00 02 00", // an instance in an instance
                "82 06 c0 01", // a value where only instances of one stand
                "41 00",
                "02 00 41 00"
            })
    void refuses_what_does_not_fit_to_the_octet(String hex) {
        assertThatThrownBy(() -> parse(hex)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stays_small_on_many_entries() {
        assertThatThrownBy(() -> parse("c000".repeat(600))).hasMessageContaining("entries");
    }

    @Property(tries = 2000)
    void any_octets_are_read_or_refused(@ForAll @Size(max = 80) byte[] body) {
        survives(body);
    }

    /** {@code -Dfuzz.inputs=1000000} tries a million. */
    @Test
    void survives_as_many_random_bodies_as_are_asked_for() {
        var random = new Random(4);
        for (int i = 0; i < Integer.getInteger("fuzz.inputs", 20_000); i++) {
            var body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            survives(body);
        }
    }

    private static void survives(byte[] body) {
        assertThatCode(() -> {
                    try {
                        assertThat(Tlv.parse(body)).isNotEmpty();
                    } catch (IllegalArgumentException e) {
                        assertThat(e.getMessage()).startsWith("the TLV body ");
                    }
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: device {1}")
    @CsvSource({
        "/3303/0/5700, ''",
        "3303/0/5700, ''",
        "urn:dev:mac:02ab:/3303/0/5700, urn:dev:mac:02ab:",
        "urn:dev:mac:02ab:3303/0/5700, urn:dev:mac:02ab:"
    })
    void finds_a_path_at_the_end_of_a_name(String name, String device) {
        Lwm2mPath path = Lwm2mPath.of(name).orElseThrow();

        assertThat(path.object()).isEqualTo(3303);
        assertThat(path.resource()).isEqualTo(5700);
        assertThat(path.device()).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "glucose", "/3303/0", "urn:dev:mac:02ab:glucose", "/3303/0/temp", "/123456/0/1"})
    void finds_none_where_there_is_none(String name) {
        assertThat(Lwm2mPath.of(name)).isEmpty();
    }
}
