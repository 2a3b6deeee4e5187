package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {
    @ParameterizedTest(name = "0x{0} is {1}")
    @CsvSource({
        "3ccd, 1.2",
        "388f, 0.57",
        "3c00, 1",
        "bc00, -1",
        "7bff, 65500",
        "0001, 0.00000006",
        "0400, 0.00006104",
        "0000, 0",
        "8000, 0",
        "5780, 120",
        "4900, 10"
    })
    void is_the_shortest_decimal_that_rounds_to_the_same_bits(String bits, BigDecimal expected) {
        assertThat(HalfFloat.shortestDecimal(Integer.parseInt(bits, 16))).isEqualByComparingTo(expected);
    }

    @Test
    void never_leaves_the_room_between_its_neighbours() {
        for (int bits = 1; bits < 0x7bff; bits++) {
            double shortest = HalfFloat.shortestDecimal(bits).doubleValue();
            double below = value(bits - 1);
            double above = value(bits + 1);
            assertThat(shortest)
                    .as("0x%04x", bits)
                    .isGreaterThanOrEqualTo((below + value(bits)) / 2)
                    .isLessThanOrEqualTo((value(bits) + above) / 2);
        }
    }

    private static double value(int bits) {
        int exponent = bits >> 10;
        int fraction = bits & 0x3ff;
        return exponent == 0 ? fraction * 0x1p-24 : Math.scalb(1024 + fraction, exponent - 25);
    }
}
