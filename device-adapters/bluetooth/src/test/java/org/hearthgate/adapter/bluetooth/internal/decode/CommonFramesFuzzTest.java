package org.hearthgate.adapter.bluetooth.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hearthgate.api.ieee11073.E2eCrc;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.junit.jupiter.api.Test;

/** Any octets are read or refused. {@code -Dfuzz.inputs=1000000} for more of them. */
class CommonFramesFuzzTest {
    private static final List<String> ALL = List.of(
            "2A00", "2A08", "2A09", "2A0A", "2A0B", "2A0C", "2A0D", "2A0E", "2A0F", "2A11", "2A12", "2A13", "2A14",
            "2A19", "2A23", "2A24", "2A29", "2A2A", "2A2B", "2A50", "2A80", "2A85", "2A8C", "2A8E", "2A98", "2A99",
            "2A9A", "2A9F");

    private final CommonFrameDecoder decoder = new CommonFrameDecoder();

    @Test
    void any_octets_are_read_or_refused() {
        int inputs = Integer.getInteger("fuzz.inputs", 20_000);
        var chance = new Random(11073);
        for (int i = 0; i < inputs; i++) {
            byte[] octets = new byte[chance.nextInt(24)];
            chance.nextBytes(octets);
            String characteristic = ALL.get(chance.nextInt(ALL.size()));
            Map<String, Object> decoded = decoder.decode("180A", characteristic, octets);
            assertThat(decoded).as(characteristic).isNotEmpty();
        }
    }

    @Property(tries = 2000)
    void numbers_of_any_bits_are_read(@ForAll @Size(max = 8) byte[] octets) {
        for (String type : List.of("SFLOAT", "FLOAT", "CRC16")) {
            assertThat(decoder.decode("common", type, octets)).hasSize(1);
        }
    }

    /** Every one of the 65,536, against the definition written down in another way. */
    @Test
    void every_short_float_is_its_mantissa_times_a_power_of_ten_or_no_number() {
        for (int bits = 0; bits < 0x1_0000; bits++) {
            int mantissa = bits & 0xFFF;
            int exponent = bits >> 12;
            MedicalFloat value = MedicalFloat.ofSfloat(bits);
            if (mantissa >= 0x7FE && mantissa <= 0x802) {
                assertThat(value.number()).isEmpty();
            } else {
                int signed = mantissa < 0x800 ? mantissa : mantissa - 0x1000;
                int power = exponent < 8 ? exponent : exponent - 16;
                assertThat(value.number().orElseThrow()).isEqualByComparingTo(new BigDecimal(signed + "e" + power));
            }
        }
    }

    @Property(tries = 2000)
    void a_long_float_is_its_mantissa_times_a_power_of_ten(
            @ForAll @IntRange(min = -8_388_605, max = 8_388_605) int mantissa,
            @ForAll @IntRange(min = -128, max = 127) int exponent) {
        MedicalFloat value = MedicalFloat.ofFloat(exponent << 24 | mantissa & 0xFF_FFFF);

        assertThat(value.number().orElseThrow()).isEqualByComparingTo(new BigDecimal(mantissa + "e" + exponent));
    }

    @Property(tries = 2000)
    void a_changed_bit_does_not_pass_the_check(
            @ForAll @Size(min = 1, max = 20) byte[] octets, @ForAll @IntRange(max = 10_000) int where) {
        byte[] checked = E2eCrc.append(octets);
        assertThat(E2eCrc.matches(checked)).isTrue();

        int bit = where % (checked.length * 8);
        checked[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(E2eCrc.matches(checked)).isFalse();
    }

    @Test
    void the_check_is_the_one_of_the_specification() {
        assertThat(E2eCrc.of("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(0x6F91);
    }
}
