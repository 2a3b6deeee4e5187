package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hearthgate.testkit.Given;

class SenmlFuzzTest {
    private static final String GOOD = "[{\"bn\":\"" + Packs.DEVICE
            + "\",\"bt\":1763712000,\"bu\":\"kg/m3\",\"n\":\"glucose\",\"v\":1.2},{\"n\":\"glucose\",\"t\":-300,\"v\":1.15}]";

    /** Whatever comes is read or refused by the decoder's own exception, and what is read can be translated or refused. */
    private static void survives(byte[] body, SenmlFormat format) {
        assertThatCode(() -> {
                    try {
                        SenmlPack pack = SenmlDecoder.decode(body, format, Packs.NOON);
                        assertThat(pack.records().size() + pack.refused().size())
                                .isPositive();
                        SenmlObservations.of(pack.records(), urn -> Given.ANNA, Packs.NOON);
                    } catch (SenmlException e) {
                        assertThat(e.getMessage()).hasSizeBetween(10, 200).isPrintable();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Property(tries = 3000)
    void survives_any_octets(@ForAll @Size(max = 300) byte[] body, @ForAll SenmlFormat format) {
        survives(body, format);
    }

    @Property(tries = 3000)
    void survives_a_good_json_pack_with_octets_changed(
            @ForAll @IntRange(max = 180) int at, @ForAll byte octet, @ForAll @IntRange(max = 180) int end) {
        survives(damaged(Packs.utf8(GOOD), at, octet, end), SenmlFormat.JSON);
    }

    @Property(tries = 3000)
    void survives_a_good_cbor_pack_with_octets_changed(
            @ForAll @IntRange(max = 110) int at, @ForAll byte octet, @ForAll @IntRange(max = 110) int end) {
        survives(damaged(Packs.toCbor(GOOD), at, octet, end), SenmlFormat.CBOR);
    }

    @Property(tries = 2000)
    void survives_a_cbor_map_of_every_label_with_any_item(
            @ForAll("items") byte[] item, @ForAll @IntRange(max = 40) int label) {
        var body = new byte[item.length + 6];
        body[0] = (byte) 0x81;
        body[1] = (byte) 0xa2;
        body[2] = (byte) (label < 24 ? label : 0x20 + label - 24);
        System.arraycopy(item, 0, body, 3, item.length);
        body[item.length + 3] = 0x09;
        body[item.length + 4] = 0x01;
        survives(java.util.Arrays.copyOf(body, item.length + 5), SenmlFormat.CBOR);
    }

    @Property(tries = 1000)
    void reads_every_number_as_the_decimal_it_is_written_as(@ForAll @IntRange(min = 1, max = 200_000) int hundredths)
            throws Exception {
        String decimal = new java.math.BigDecimal(hundredths).movePointLeft(2).toPlainString();
        var result = Packs.observations(Packs.glucose(decimal));

        assertThat(result.made()).singleElement().satisfies(made -> assertThat(
                        ((org.hearthgate.api.observation.GlucoseReading) made.observation()).mgPerDl())
                .isEqualTo(Double.parseDouble(decimal)));
    }

    @Provide
    Arbitrary<byte[]> items() {
        Arbitrary<Byte> head = Arbitraries.of(
                (byte) 0x1b,
                (byte) 0x3b,
                (byte) 0x5f,
                (byte) 0x7f,
                (byte) 0x9f,
                (byte) 0xbf,
                (byte) 0xc2,
                (byte) 0xc4,
                (byte) 0xf9,
                (byte) 0xfa,
                (byte) 0xfb,
                (byte) 0xf6,
                (byte) 0xf5,
                (byte) 0x82,
                (byte) 0x44);
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(20)
                .flatMap(rest -> head.map(first -> {
                    rest[0] = first;
                    return rest;
                }));
    }

    private static byte[] damaged(byte[] good, int at, byte octet, int end) {
        byte[] bad = end < good.length && end % 7 == 0 ? java.util.Arrays.copyOf(good, end) : good.clone();
        if (at < bad.length) {
            bad[at] = octet;
        }
        return bad;
    }
}
