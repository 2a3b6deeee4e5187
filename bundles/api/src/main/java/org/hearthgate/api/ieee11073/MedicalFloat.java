package org.hearthgate.api.ieee11073;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number as medical devices write it (IEEE 11073-20601: FLOAT-Type and SFLOAT-Type): a decimal mantissa and exponent, or one of the
 * values that say why there is no number. Those are never turned into one.
 *
 * @param kind whether it is a number
 * @param number exact, without trailing zeros; present exactly for {@link Kind#NUMBER}
 */
public record MedicalFloat(Kind kind, Optional<BigDecimal> number) {
    private static final int SFLOAT_MANTISSA_BITS = 12;
    private static final int FLOAT_MANTISSA_BITS = 24;

    public MedicalFloat {
        requireNonNull(kind, "kind");
        if ((kind == Kind.NUMBER) != number.isPresent()) {
            throw new IllegalArgumentException("a medical float has a number exactly when its kind is NUMBER");
        }
    }

    /** What a medical float can say. */
    public enum Kind {
        NUMBER,
        /** Not a number: no value. */
        NAN,
        /** Not at this resolution: no value. */
        NRES,
        /** Above what the device can measure; a glucose meter's HI. */
        POSITIVE_INFINITY,
        /** Below what the device can measure; a glucose meter's LO. */
        NEGATIVE_INFINITY,
        /** Reserved for future use: no value. */
        RESERVED
    }

    /** {@return the value of 16 bits: exponent in the upper 4, mantissa in the lower 12, both two's complement} */
    public static MedicalFloat ofSfloat(int bits) {
        return of(bits & 0xFFF, SFLOAT_MANTISSA_BITS, (bits << 16) >> 28);
    }

    /** {@return the value of 32 bits: exponent in the upper 8, mantissa in the lower 24, both two's complement} */
    public static MedicalFloat ofFloat(int bits) {
        return of(bits & 0xFF_FFFF, FLOAT_MANTISSA_BITS, bits >> 24);
    }

    // the special values are mantissas around the middle of the range, whatever the exponent beside them
    private static MedicalFloat of(int mantissa, int width, int exponent) {
        int middle = 1 << (width - 1);
        return switch (mantissa - middle) {
            case -2 -> new MedicalFloat(Kind.POSITIVE_INFINITY, Optional.empty());
            case -1 -> new MedicalFloat(Kind.NAN, Optional.empty());
            case 0 -> new MedicalFloat(Kind.NRES, Optional.empty());
            case 1 -> new MedicalFloat(Kind.RESERVED, Optional.empty());
            case 2 -> new MedicalFloat(Kind.NEGATIVE_INFINITY, Optional.empty());
            default -> number(mantissa < middle ? mantissa : mantissa - 2 * middle, exponent);
        };
    }

    private static MedicalFloat number(int mantissa, int exponent) {
        BigDecimal exact = new BigDecimal(mantissa).scaleByPowerOfTen(exponent).stripTrailingZeros();
        return new MedicalFloat(Kind.NUMBER, Optional.of(exact));
    }

    /** {@return the number in other units, exactly; what is no number stays what it is} */
    public MedicalFloat times(BigDecimal factor) {
        return new MedicalFloat(kind, number.map(value -> value.multiply(factor).stripTrailingZeros()));
    }

    /**
     * {@return the value as {@link org.hearthgate.api.device.FrameDecoder} tells it: a {@link BigDecimal} without an exponent, or {@code
     * NaN}, {@code NRes}, {@code +INF}, {@code -INF}, {@code Reserved}}
     */
    public Object json() {
        return switch (kind) {
            case NUMBER ->
                number.map(value -> value.scale() < 0 ? value.setScale(0) : value)
                        .orElseThrow();
            case NAN -> "NaN";
            case NRES -> "NRes";
            case POSITIVE_INFINITY -> "+INF";
            case NEGATIVE_INFINITY -> "-INF";
            case RESERVED -> "Reserved";
        };
    }
}
