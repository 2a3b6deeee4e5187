package org.hearthgate.adapter.bluetooth.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames made from the specifications. */
class CommonFramesTest {
    private final CommonFrameDecoder decoder = new CommonFrameDecoder();

    private Map<String, Object> decode(String characteristic, String hex) {
        return decoder.decode(
                "180F/1805/180A/181C", characteristic, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2A08 | ea07 0b 15 0d 00 00 | {time=2026-11-21T13:00:00}",
                "2A09 | 06 | {dow=Sat}",
                "2A0A | ea07 0b 15 0d 00 00 06 | {time=2026-11-21T13:00:00, dow=Sat}",
                "2A0B | ea07 0b 15 0d 00 00 06 63 | {time=2026-11-21T13:00:00, dow=Sat, fraction_100=99}",
                "2A0C | ea07 0b 15 0d 00 00 00 ff | {time=2026-11-21T13:00:00, dow=unknown, fraction_256=255}",
                "2A0D | 08 | {dst_offset_min=120}",
                "2A0D | ff | {dst_offset_min=null}",
                "2A0E | d0 | {time_zone_min=-720}",
                "2A0E | 38 | {time_zone_min=840}",
                "2A0E | 80 | {time_zone_min=null}",
                "2A0F | 0404 | {time_zone_min=60, dst_offset_min=60}",
                "2A11 | ea07 0b 15 0d 00 00 04 | {time=2026-11-21T13:00:00, dst_offset_min=60}",
                "2A14 | 01 00 00 00 | {source=NTP, accuracy_125ms=0, days=0, hours=0}",
                "2A14 | 02 ff ff ff | {source=GPS, accuracy_125ms=255, days=255, hours=255}",
                "2A19 | 64 | {percent=100}",
                "2A23 | 0102030405 060708 | {manufacturer_id_le=0102030405, oui_le=060708, eui64=0807060504030201}",
                "2A29 | 41636d650000 | {text=Acme}",
                "2A29 | c3a4 | {text=ä}",
                "2A2B | ea07 0b 15 0d 00 00 06 80 0f | {time=2026-11-21T13:00:00, dow=Sat, fraction_256=128, adjust=[Manual, ExternalReference, TimeZone, DST]}",
                "2A50 | 01 3412 7856 0100 | {source=SIG, vendor=4660, product=22136, version=1}",
                "2A85 | d607 05 1f | {date=2006-05-31}",
                "2A8E | b900 | {height_m=1.85}",
                "2A98 | 983a | {weight_kg=75}",
                "2A99 | 01000000 | {increment=1}",
                "2A9F | 01 d204 | {op=RegisterNewUser, consent_code=1234}",
                "2A9F | 20 01 01 02 | {op=Response, request=1, result=Success, parameter=02}"
            })
    void reads_what_the_specification_says(String characteristic, String hex, String expected) {
        assertThat(decode(characteristic, hex)).hasToString(expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2A08 | ea07 0b 15 0d 00",
                "2A08 | ea07 0b 15 0d 00 00 00",
                "2A08 | ea07 0d 15 0d 00 00",
                "2A08 | ea07 0b 20 0d 00 00",
                "2A08 | ea07 0b 15 18 00 00",
                "2A08 | ea07 0b 15 0d 3c 00",
                "2A08 | ea07 0b 15 0d 00 3c",
                "2A08 | 2d06 0b 15 0d 00 00",
                "2A0D | 01",
                "2A0D | 0404",
                "2A0E | 39",
                "2A0E | cf",
                "2A0E | 7f",
                "2A0F | 04",
                "2A14 | 02 00 00 18",
                "2A19 | 65",
                "2A23 | 01020304050607",
                "2A29 | ff",
                "2A2B | ea07 0b 15 0d 00 00 08 00 00",
                "2A50 | 01 3412 7856 01",
                "2A9F | 02 31",
                "2A9F | 06",
                "2A9F | 03 00"
            })
    void says_what_is_no_such_frame(String characteristic, String hex) {
        assertThat(decode(characteristic, hex)).containsOnlyKeys("error");
    }

    @Test
    void empty_frames_are_errors_but_for_texts() {
        assertThat(decode("2A19", "")).containsOnlyKeys("error");
        assertThat(decode("2A2B", "")).containsOnlyKeys("error");
        assertThat(decode("2A29", "")).isEqualTo(Map.of("text", ""));
    }

    @Test
    void knows_what_is_common_and_leaves_the_rest_to_others() {
        assertThat(decoder.knows("180F", "2A19")).isTrue();
        assertThat(decoder.knows("180f", "2a19")).isTrue();
        assertThat(decoder.knows("common", "SFLOAT")).isTrue();
        assertThat(decoder.knows("181F", "2AA7")).isFalse();
        assertThat(decoder.knows("1808", "2A08")).isFalse();
        assertThat(decoder.knows("180A", "2AA7")).isFalse();
        assertThat(decoder.knows("common", "2A19")).isFalse();
    }
}
