package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Map;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames made by hand from the specifications. */
class ScaleDecoderTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Test
    void a_weight_in_kilograms_is_exact() throws Exception {
        assertThat(ScaleDecoder.weight(hex("00 4138")).weight())
                .hasValueSatisfying(weight -> assertThat(weight).isEqualByComparingTo("72.005"));
    }

    @Test
    void a_pound_is_exactly_what_the_law_says() throws Exception {
        WeightMeasurement measured = ScaleDecoder.weight(hex("01 1027"));

        assertThat(measured.weight())
                .hasValueSatisfying(pounds ->
                        assertThat(measured.unit().toKilograms(pounds)).isEqualByComparingTo("45.359237"));
    }

    @Test
    void a_jin_is_half_a_kilogram() throws Exception {
        // control: jin, stabilised; 144.90 jin
        assertThat(XiaomiDecoder.scale1(hex("30 9a38 ea07 0302 0d0000")).kilograms())
                .isEqualByComparingTo("72.45");
    }

    @Test
    void a_failed_measurement_is_no_weight() throws Exception {
        assertThat(ScaleDecoder.weight(hex("00 ffff")).weight()).isEmpty();
        assertThat(ScaleDecoder.weight(hex("00 ffff")).tree()).containsEntry("weight", "unsuccessful");
    }

    @Test
    void every_field_of_a_body_composition_is_read_in_its_order() throws Exception {
        Map<String, Object> tree = ScaleDecoder.bodyComposition(
                        hex("fe0f e100 ea070302 0d0000 02 101b 9001 b80b e02e" + " 1027 401f 8813 4138 d606"))
                .tree();

        assertThat(tree.toString())
                .isEqualTo("{unit=kg, fat_pct=22.5, time=2026-03-02T13:00:00, user=2, basal_kj=6928, muscle_pct=40,"
                        + " muscle=15, fat_free=60, soft_lean=50, body_water=40, impedance_ohm=500, weight=72.005,"
                        + " height=1.75, height_unit=m}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00b0", "02b036e7070c190e1e", "04b036", "08b036f500d6", "00b03600"})
    void a_weight_too_short_or_too_long_is_refused(String frame) {
        assertThatThrownBy(() -> ScaleDecoder.weight(hex(frame))).isInstanceOf(FrameException.class);
    }

    @ParameterizedTest(name = "resolution {0} is {1}")
    @CsvSource({
        "0, unspecified",
        "1, 0.5",
        "2, 0.2",
        "3, 0.1",
        "4, 0.05",
        "5, 0.02",
        "6, 0.01",
        "7, 0.005",
        "8, reserved",
        "15, reserved"
    })
    void a_feature_says_how_coarse_the_scale_measures(int index, String kilograms) throws Exception {
        byte[] feature = {(byte) (index << 3), 0, 0, 0};

        assertThat(ScaleFeatures.ofWeightScale(feature)
                        .get("weight_resolution_kg")
                        .toString())
                .isEqualTo(kilograms);
    }

    @ParameterizedTest(name = "{0} ohm: {1}")
    @CsvSource({"0000, false", "0100, true", "b70b, true", "b80b, false", "ffff, false"})
    void an_impedance_that_no_body_has_is_none(String ohm, boolean there) throws Exception {
        XiaomiWeighing packet = XiaomiDecoder.scale2(hex("0226 ea070302 0d0000" + ohm + "9a38"));

        assertThat(packet.impedanceOhm().isPresent()).isEqualTo(there);
    }

    @Test
    void an_answer_of_the_scale_names_its_result() throws Exception {
        UserControlPoint.Response answer = UserControlPoint.response(hex("20 01 01 03"));

        assertThat(answer.succeeded()).isTrue();
        assertThat(answer.parameter()).containsExactly(3);
        assertThat(UserControlPoint.response(hex("20 02 05")).word()).isEqualTo("UserNotAuthorized");
        assertThat(UserControlPoint.response(hex("20 02 77")).word()).isEqualTo("Reserved");
    }

    @Test
    void frames_kept_together_come_out_as_they_went_in() throws Exception {
        var frames = java.util.List.of(
                new ScaleFrame(ScaleFrame.Kind.MI_SCALE_2, hex("0224")),
                new ScaleFrame(ScaleFrame.Kind.WEIGHT, hex("00b036")));

        assertThat(ScaleFrame.unpack(ScaleFrame.pack(frames))).isEqualTo(frames);
    }

    @Test
    void a_unit_keeps_its_weight() {
        assertThat(WeightUnit.KILOGRAM.toKilograms(BigDecimal.TEN)).isEqualByComparingTo("10");
    }
}
