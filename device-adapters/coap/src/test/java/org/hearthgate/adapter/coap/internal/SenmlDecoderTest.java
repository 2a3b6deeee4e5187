package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenmlDecoderTest {
    private static BigDecimal number(SenmlRecord senml) {
        return ((SenmlValue.Number) senml.value().orElseThrow()).decimal();
    }

    @Test
    void resolves_base_name_time_unit_and_value_for_every_record_that_follows() throws Exception {
        SenmlPack pack = Packs.json(
                """
                [{"bn":"urn:dev:mac:0024befffe804ff1/","bt":1763712000,"bu":"kg/m3","bv":1,"n":"glucose","v":0.2},
                 {"n":"glucose","t":-300,"v":0.15},
                 {"n":"weight","u":"kg","bv":0,"v":82.3}]""");

        assertThat(pack.refused()).isEmpty();
        assertThat(pack.records())
                .extracting(SenmlRecord::name)
                .containsExactly(
                        "urn:dev:mac:0024befffe804ff1/glucose",
                        "urn:dev:mac:0024befffe804ff1/glucose",
                        "urn:dev:mac:0024befffe804ff1/weight");
        assertThat(pack.records())
                .extracting(senml -> senml.unit().orElseThrow())
                .containsExactly("kg/m3", "kg/m3", "kg");
        assertThat(pack.records())
                .extracting(SenmlRecord::time)
                .containsExactly(
                        Instant.ofEpochSecond(1763712000),
                        Instant.ofEpochSecond(1763711700),
                        Instant.ofEpochSecond(1763712000));
        assertThat(pack.records())
                .extracting(SenmlDecoderTest::number)
                .containsExactly(new BigDecimal("1.2"), new BigDecimal("1.15"), new BigDecimal("82.3"));
    }

    @ParameterizedTest(name = "time {0} is {1}")
    @CsvSource({
        "0, 2026-03-02T12:00:00Z",
        "-30, 2026-03-02T11:59:30Z",
        "-0.5, 2026-03-02T11:59:59.500Z",
        "60, 2026-03-02T12:01:00Z",
        "268435455, 2034-09-03T09:24:15Z",
        "268435456, 1978-07-04T21:24:16Z",
        "1763712000.25, 2025-11-21T08:00:00.250Z"
    })
    void counts_times_below_2_to_the_28_from_now_and_others_from_1970(String time, String expected) throws Exception {
        SenmlPack pack = Packs.json("[{\"n\":\"a\",\"v\":1,\"t\":" + time + "}]");

        assertThat(pack.records().get(0).time()).isEqualTo(Instant.parse(expected));
    }

    @Test
    void adds_in_decimal() throws Exception {
        assertThat(number(Packs.json("[{\"n\":\"a\",\"bv\":0.1,\"v\":0.2}]")
                        .records()
                        .get(0)))
                .isEqualTo(new BigDecimal("0.3"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        // 1.2 as half, single and double; 0.57 as double; an integer; decimal fraction 12 * 10^-1
        "81 a2 00 61 61 02 f93ccd, 1.2",
        "81 a2 00 61 61 02 fa3f99999a, 1.2",
        "81 a2 00 61 61 02 fb3ff3333333333333, 1.2",
        "81 a2 00 61 61 02 fb3fe23d70a3d70a3d, 0.57",
        "81 a2 00 61 61 02 18 78, 120",
        "81 a2 00 61 61 02 38 1d, -30",
        // indefinite lengths, as a streaming encoder writes them
        "9f bf 00 61 61 02 f93ccd ff ff, 1.2"
    })
    void takes_a_binary_float_for_the_decimal_its_sender_meant(String hex, BigDecimal expected) throws Exception {
        assertThat(number(Packs.cbor(hex).records().get(0))).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "81 a2 00 61 61 02 f97e00", // NaN, half
                "81 a2 00 61 61 02 f97c00", // infinity, half
                "81 a2 00 61 61 02 fa7fc00000", // NaN, single
                "81 a2 00 61 61 02 fbfff0000000000000", // minus infinity, double
            })
    void refuses_what_is_no_number(String hex) throws Exception {
        SenmlPack pack = Packs.cbor(hex);

        assertThat(pack.records()).isEmpty();
        assertThat(pack.refused()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("v must be a number"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{}",
                "{\"n\":\"a\",\"v\":1}",
                "[",
                "[]",
                "[1]",
                "[null]",
                "[{\"n\":\"a\",\"v\":1}",
                "[{\"n\":\"a\",\"v\":1}] [{\"n\":\"a\",\"v\":1}]",
                "[{\"n\":\"a\",\"v\":1}] x",
                "[{\"n\":\"a\",\"v\":NaN}]",
                "[{\"n\":\"a\",\"n\":\"a\",\"v\":1}]",
                "[{\"x\":1,\"x\":1,\"n\":\"a\",\"v\":1}]",
                "[{\"n\":\"a\",\"v\":1,\"must_\":1}]",
                "[{\"bver\":11,\"n\":\"a\",\"v\":1}]",
                "[{\"bver\":0,\"n\":\"a\",\"v\":1}]",
                "[{\"bn\":7,\"n\":\"a\",\"v\":1}]",
                "[{\"bt\":\"now\",\"n\":\"a\",\"v\":1}]",
                "[{\"n\":\"a\",\"v\":01}]",
                "[{\"n\":\"a\",\"x\":[[[[[[[[[[[[1]]]]]]]]]]]],\"v\":1}]",
                "[{\"n\":\"a\",\"v\":1111111111111111111111111111111111111111111111111111111111111111111111}]"
            })
    void refuses_the_whole_pack_where_it_cannot_be_read_for_certain(String text) {
        assertThatThrownBy(() -> Packs.json(text))
                .isInstanceOf(SenmlException.class)
                .hasMessageMatching("[^\\n]{10,200}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"n\":\"b\"} | neither a value nor a sum",
                "{\"n\":\"b\",\"v\":1,\"vs\":\"x\"} | more than one value",
                "{\"n\":\"b\",\"v\":\"1\"} | v must be a number",
                "{\"n\":\"b\",\"v\":[1,{\"v\":2}]} | v must be a number",
                "{\"n\":\"b\",\"v\":null} | v must be a number",
                "{\"n\":\"b\",\"v\":1e999999999} | v must be a number",
                "{\"n\":\"b\",\"vd\":\"!\"} | vd must be octets",
                "{\"n\":\"b\",\"vb\":1} | vb must be true or false",
                "{\"n\":7,\"v\":1} | n must be text",
                "{\"n\":\"_b\",\"v\":1} | its name must be",
                "{\"n\":\"b c\",\"v\":1} | its name must be",
                "{\"n\":\"\",\"v\":1} | its name must be",
                "{\"n\":\"b\",\"t\":1e13,\"v\":1} | thousands of years"
            })
    void sets_a_bad_record_apart_and_keeps_the_good_ones_around_it(String bad, String reason) throws Exception {
        SenmlPack pack = Packs.json("[{\"n\":\"a\",\"v\":1}," + bad + ",{\"n\":\"c\",\"v\":3}]");

        assertThat(pack.records()).extracting(SenmlRecord::position).containsExactly(1, 3);
        assertThat(pack.refused()).singleElement().satisfies(one -> {
            assertThat(one.position()).isEqualTo(2);
            assertThat(one.reason()).contains(reason);
        });
    }

    @Test
    void passes_over_labels_it_does_not_know_and_need_not() throws Exception {
        assertThat(Packs.json("[{\"n\":\"a\",\"v\":1,\"note\":{\"deep\":[1]}}]").records())
                .hasSize(1);
        assertThat(Packs.cbor("81 a3 00 61 61 02 01 18 64 80").records()).hasSize(1);
    }

    @Test
    void does_not_take_the_numbers_of_cbor_for_labels_in_json() throws Exception {
        assertThat(Packs.json("[{\"n\":\"a\",\"v\":1,\"2\":7}]").records()).hasSize(1);
    }

    @Test
    void refuses_a_cbor_pack_that_says_a_label_in_both_spellings() {
        assertThatThrownBy(() -> Packs.cbor("81 a3 00 61 61 02 01 61 76 02")).isInstanceOf(SenmlException.class);
    }

    @Test
    void reads_text_flags_octets_and_sums() throws Exception {
        SenmlPack pack = Packs.json(
                "[{\"n\":\"a\",\"vs\":\"LOW\"},{\"n\":\"b\",\"vb\":true},{\"n\":\"c\",\"vd\":\"q83v\"},{\"n\":\"d\",\"bs\":1,\"s\":2}]");

        assertThat(pack.records())
                .extracting(SenmlRecord::value)
                .containsExactly(
                        Optional.of(new SenmlValue.Text("LOW")),
                        Optional.of(new SenmlValue.Flag(true)),
                        Optional.of(new SenmlValue.Data("abcdef")),
                        Optional.empty());
        assertThat(pack.records().get(3).sum()).hasValue(new BigDecimal("3"));
    }

    @Test
    void keeps_the_whole_body_of_a_small_pack_and_the_records_own_octets_of_a_large_one() throws Exception {
        String small = "[{\"n\":\"a\",\"v\":1},{\"n\":\"b\",\"v\":2}]";
        assertThat(Packs.json(small).records().get(1).raw().text()).isEqualTo(small);

        var large = new StringBuilder("[");
        for (int i = 0; i < 60; i++) {
            large.append("{\"n\":\"a\",\"v\":").append(i).append("}, ");
        }
        SenmlPack pack = Packs.json(large.append("{\"n\":\"last\",\"v\":1}]").toString());
        assertThat(pack.records().get(7).raw().text()).isEqualTo("{\"n\":\"a\",\"v\":7}");
        assertThat(pack.records().get(60).raw().text()).isEqualTo("{\"n\":\"last\",\"v\":1}");
    }

    @Test
    void keeps_the_octets_of_a_record_in_a_large_cbor_pack() throws Exception {
        var hex = new StringBuilder("9f");
        for (int i = 0; i < 120; i++) {
            hex.append("a2006161021878");
        }
        SenmlPack pack = Packs.cbor(hex.append("ff").toString());

        assertThat(pack.records().get(119).raw().octets()).asHexString().isEqualTo("A2006161021878");
    }

    @Test
    void refuses_more_records_than_one_transaction_should_hold() {
        String pack = "[" + "{},".repeat(SenmlReader.MOST_RECORDS) + "{}]";

        assertThatThrownBy(() -> Packs.json(pack))
                .isInstanceOf(SenmlException.class)
                .hasMessageContaining("smaller packs");
    }

    @Test
    void refuses_json_that_is_not_utf_8() {
        byte[] wide = "[{\"n\":\"a\",\"v\":1}]".getBytes(java.nio.charset.StandardCharsets.UTF_16BE);

        assertThatThrownBy(() -> SenmlDecoder.decode(wide, SenmlFormat.JSON, Packs.NOON))
                .isInstanceOf(SenmlException.class)
                .hasMessageContaining("UTF-8");
    }
}
