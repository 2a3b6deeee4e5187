package org.hearthgate.adapter.pen.internal.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of our own, written after the standards. */
class PenFramesTest {
    private static final String NFC = "NFC Type-4 / PHDC";
    private final PenFrames frames = new PenFrames();

    private Map<String, Object> decode(String service, String characteristic, String hex) {
        return frames.decode(service, characteristic, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void tells_a_piece_of_a_log_dose_by_dose() {
        Map<String, Object> piece = decode(
                NFC,
                "11073-APDU",
                "e7000038 0036 8001 0101 0030 0100 00000064 0d21 0026"
                        + "0010 00000000 00000002 c000 0018 00000060 ff000023 0800 0000 00000032 007fffff 0400 0000");

        assertThat(piece)
                .containsEntry("event", "MDC_NOTI_SEGMENT_DATA")
                .containsEntry("status", "c000")
                .containsEntry("count", 2L);
        assertThat(piece.get("doses"))
                .isEqualTo(List.of(
                        Map.of(
                                "time",
                                96L,
                                "age_s",
                                4L,
                                "units",
                                new BigDecimal("3.5"),
                                "med_status",
                                "0800",
                                "private",
                                "0000"),
                        Map.of("time", 50L, "age_s", 50L, "units", "NaN", "med_status", "0400", "private", "0000")));
    }

    @ParameterizedTest
    @CsvSource({
        "11073-APDU, e4000002",
        "11073-APDU, e40000030000",
        "11073-APDU, e4000002000000",
        "11073-APDU, e90000020000",
        "11073-APDU, e7000010000e00020999000801000c1c00020010",
        "11073-APDU, e7000010000d00020107000801000c1c00020010",
        "NDEF-PHD, d1030250484485",
        "NDEF-PHD, d10301504844",
        "NDEF-PHD, d10301584844 85",
        "NDEF-PHD, 510301504844 85",
        "NDEF-PHD, d1030150484485 00",
        "NDEF-PHD, c103ffffffff50484485",
        "APDU-C, 00a4000c03e103",
        "APDU-C, 00d60000050004d00000",
        "APDU-C, 00200000",
        "APDU-R, 90"
    })
    void calls_what_is_malformed_by_its_fault(String characteristic, String hex) {
        assertThat(decode(NFC, characteristic, hex)).containsOnlyKeys("error");
    }

    @Test
    void tells_what_a_pen_refuses() {
        assertThat(decode(NFC, "11073-APDU", "e700000a 0008 0001 0400 0002 000a"))
                .containsEntry("choice", "rorj")
                .containsEntry("problem", 10);
        assertThat(decode(NFC, "11073-APDU", "e60000020001"))
                .containsEntry("apdu", "ABRT")
                .containsEntry("reason", 1);
    }

    @Test
    void tells_values_of_the_insulin_delivery_service() {
        assertThat(decode("183A", "2B23", "ffff00 6400 000000"))
                .containsEntry("insulin_iu_per_ml", new BigDecimal("100").stripTrailingZeros())
                .containsEntry("flags", "000000");
        assertThat(decode("183A", "2B23", "ffff00 6400 0000")).containsOnlyKeys("error");
        assertThat(decode("183A", "2B23", "ffff00 6400 000080")).containsOnlyKeys("error");
        assertThat(decode("183A", "2B28", "5a00 01000000 0500 0102"))
                .isEqualTo(Map.of("event", "005a", "sequence", 1L, "offset_s", 5, "data", "0102"));
        assertThat(decode("183A", "2B21", "5596 ff07 01"))
                .containsEntry("operational_state", "ready")
                .containsEntry("reservoir_remaining", "NaN");
        assertThat(decode("183A", "2B28", "5a00 01000000 05")).containsOnlyKeys("error");
    }
}
