package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Sixteen-bit floating point, as small devices send it. A device that means 1.2 sends the nearest half float, 1.2001953125; what it meant
 * is the shortest decimal that rounds to the same sixteen bits. Without this, 1.2 kg/m3 would be 120.02 mg/dL.
 */
final class HalfFloat {
    private static final int MOST_DIGITS = 5;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private HalfFloat() {}

    /**
     * {@return the shortest decimal that stands for these bits}
     *
     * @param bits sign, five bits of exponent, ten of fraction; neither NaN nor infinite
     */
    static BigDecimal shortestDecimal(int bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0x1f) {
            throw new IllegalArgumentException("not a finite half float");
        }
        if (exponent == 0 && fraction == 0) {
            return BigDecimal.ZERO;
        }
        long mantissa = exponent == 0 ? fraction : fraction | 0x400;
        BigDecimal step = powerOfTwo((exponent == 0 ? 1 : exponent) - 25);
        BigDecimal exact = step.multiply(BigDecimal.valueOf(mantissa));
        BigDecimal above = step.divide(TWO);
        // below a power of two the neighbours lie twice as close
        BigDecimal below = fraction == 0 && exponent > 1 ? above.divide(TWO) : above;
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal candidate = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            BigDecimal error = candidate.subtract(exact);
            if (error.compareTo(above) < 0 && error.negate().compareTo(below) < 0) {
                return signed(candidate, bits);
            }
        }
        return signed(exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)), bits);
    }

    private static BigDecimal powerOfTwo(int exponent) {
        return exponent >= 0 ? TWO.pow(exponent) : BigDecimal.ONE.divide(TWO.pow(-exponent));
    }

    private static BigDecimal signed(BigDecimal magnitude, int bits) {
        return (bits & 0x8000) == 0 ? magnitude : magnitude.negate();
    }
}
