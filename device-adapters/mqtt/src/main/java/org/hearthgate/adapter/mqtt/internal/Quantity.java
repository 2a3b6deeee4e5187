package org.hearthgate.adapter.mqtt.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a value of a message can be, and in which units; computed in decimals, so that 154.3 lb is the same weight on every hub. */
enum Quantity {
    GLUCOSE("glucose", true, Map.of("mg/dl", "1", "mmol/l", "18.0182")),
    FINGERSTICK("fingerstick", true, Map.of("mg/dl", "1", "mmol/l", "18.0182")),
    KETONE("ketone", true, Map.of("mmol/l", "1", "mg/dl", "0.09605")),
    WEIGHT(
            "weight",
            true,
            Map.of("kg", "1", "g", "0.001", "lb", "0.45359237", "lbs", "0.45359237", "jin", "0.5", "catty", "0.5")),
    IMPEDANCE("impedance", false, Map.of("ohm", "1")),
    BODY_FAT("body-fat", false, Map.of("%", "1")),
    HEART_RATE("heart-rate", false, Map.of("bpm", "1", "1/min", "1")),
    /** A counter that only goes up; the difference is steps. */
    STEPS_TOTAL("steps-total", false, Map.of("count", "1")),
    SPO2("spo2", false, Map.of("%", "1")),
    TEMPERATURE("temperature", true, Map.of("c", "1", "cel", "1", "°c", "1", "f", "1", "°f", "1")),
    SYSTOLIC("systolic", false, Map.of("mmhg", "1", "kpa", "7.50062")),
    DIASTOLIC("diastolic", false, Map.of("mmhg", "1", "kpa", "7.50062"));

    private final String word;
    private final boolean needsUnit;
    private final Map<String, String> factors;

    Quantity(String word, boolean needsUnit, Map<String, String> factors) {
        this.word = word;
        this.needsUnit = needsUnit;
        this.factors = factors;
    }

    /** {@return as mappings write it} */
    String word() {
        return word;
    }

    /** {@return whether a number without its unit could be taken for another one, e.g. mg/dL for mmol/L} */
    boolean needsUnit() {
        return needsUnit;
    }

    boolean knows(String unit) {
        return factors.containsKey(unit.toLowerCase(Locale.ROOT));
    }

    /** {@return the value in mg/dL, mmol/L (ketone), kg, ohm, %, 1/min, °C or mmHg} */
    Optional<BigDecimal> convert(BigDecimal value, String unit) {
        String key = unit.toLowerCase(Locale.ROOT);
        if (this == TEMPERATURE && key.endsWith("f")) {
            return Optional.of(value.subtract(BigDecimal.valueOf(32))
                    .multiply(BigDecimal.valueOf(5))
                    .divide(BigDecimal.valueOf(9), MathContext.DECIMAL64));
        }
        return Optional.ofNullable(factors.get(key)).map(factor -> value.multiply(new BigDecimal(factor)));
    }

    /** {@return what to write, for an error message} */
    String units() {
        return factors.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    static Optional<Quantity> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Quantity::word).collect(Collectors.joining(", "));
    }
}
