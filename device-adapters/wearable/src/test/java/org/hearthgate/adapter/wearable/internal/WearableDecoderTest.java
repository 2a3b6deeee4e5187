package org.hearthgate.adapter.wearable.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import org.hearthgate.adapter.wearable.internal.HeartRateFrame.Contact;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames written after the Heart Rate Service 1.0. */
class WearableDecoderTest {
    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void reads_every_field_of_a_full_frame() throws Exception {
        HeartRateFrame frame = WearableDecoder.measurement(octets("1f 4800 0201 e803 f203"));

        assertThat(frame.beatsPerMinute()).isEqualTo(72);
        assertThat(frame.contact()).isEqualTo(Contact.DETECTED);
        assertThat(frame.energyKilojoules()).hasValue(0x0102);
        assertThat(frame.rrIntervals1024ths()).containsExactly(1000, 1010);
    }

    @ParameterizedTest(name = "{0}: {1} bpm, {2}")
    @CsvSource({
        "0050, 80, NOT_SUPPORTED",
        "0250, 80, NOT_SUPPORTED",
        "0450, 80, NOT_DETECTED",
        "0650, 80, DETECTED",
        "e050, 80, NOT_SUPPORTED",
        "01ffff, 65535, NOT_SUPPORTED"
    })
    void reads_rate_and_contact(String hex, int rate, Contact contact) throws Exception {
        HeartRateFrame frame = WearableDecoder.measurement(octets(hex));

        assertThat(frame.beatsPerMinute()).isEqualTo(rate);
        assertThat(frame.contact()).isEqualTo(contact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0100", "0850", "0850ff", "1050", "1050e8", "1050e803f2", "005000", "0150000000"})
    void refuses_what_its_flags_do_not_announce(String hex) {
        assertThatThrownBy(() -> WearableDecoder.measurement(octets(hex))).isInstanceOf(FrameException.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"00, Other", "01, Chest", "06, Foot", "07, reserved", "ff, reserved"})
    void reads_where_it_is_worn(String hex, String location) throws Exception {
        assertThat(WearableDecoder.location(octets(hex))).isEqualTo(location);
    }

    @Test
    void shows_the_installer_what_a_frame_says() {
        var frames = new WearableFrames();

        assertThat(frames.knows("180D", "2A37")).isTrue();
        assertThat(frames.knows("180D", "2A38")).isTrue();
        assertThat(frames.knows("180D", "2A39")).isFalse();
        assertThat(frames.knows("1810", "2A37")).isFalse();
        assertThat(frames.decode("180D", "2A37", octets("0648"))).isEqualTo(Map.of("bpm", 72, "contact", "detected"));
        assertThat(frames.decode("180D", "2A38", octets("0101"))).containsOnlyKeys("error");
    }
}
