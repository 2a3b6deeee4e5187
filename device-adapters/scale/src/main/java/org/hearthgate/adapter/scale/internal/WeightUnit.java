package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;

/** What a scale shows weights in, because the record has kilograms alone. Every conversion is exact. */
enum WeightUnit {
    KILOGRAM("kg", BigDecimal.ONE),
    /** The international pound, exactly 0.45359237 kg. */
    POUND("lb", new BigDecimal("0.45359237")),
    /** The Chinese jin (catty), half a kilogram. */
    JIN("jin", new BigDecimal("0.5"));

    private final String symbol;
    private final BigDecimal kilograms;

    WeightUnit(String symbol, BigDecimal kilograms) {
        this.symbol = symbol;
        this.kilograms = kilograms;
    }

    String symbol() {
        return symbol;
    }

    BigDecimal toKilograms(BigDecimal weight) {
        return weight.multiply(kilograms);
    }
}
