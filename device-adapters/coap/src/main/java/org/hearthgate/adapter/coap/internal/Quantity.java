package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;

/**
 * What can be measured, and in which units it may be said. Every factor is a decimal that leads to the hub's own unit. A unit is never
 * guessed where two are in use: 5.5 without a unit is a refusal, not a glucose.
 */
enum Quantity {
    GLUCOSE("mg/dL", mass("100", "0.1", "18.0182")),
    GLUCOSE_TREND(
            "mg/dL/min",
            Map.of(
                    "mg/dL/min", times("1"),
                    "mg/dl/min", times("1"),
                    "mmol/L/min", times("18.0182"),
                    "mmol/l/min", times("18.0182"),
                    "kg/m3/min", times("100"),
                    "kg/m3/s", times("6000"))),
    INSULIN("IU", Map.of("U", times("1"), "IU", times("1"), "[iU]", times("1"), "[IU]", times("1"), "", times("1"))),
    CARBOHYDRATES("g", Map.of("g", times("1"), "kg", times("1000"))),
    WEIGHT("kg", Map.of("kg", times("1"), "g", times("0.001"), "lb", times("0.45359237"))),
    HEART_RATE(
            "1/min",
            Map.of(
                    "beat/min",
                    times("1"),
                    "1/min",
                    times("1"),
                    "Hz",
                    times("60"),
                    "1/s",
                    times("60"),
                    "beat/s",
                    times("60"))),
    STEPS("count", Map.of("count", times("1"), "", times("1"))),
    OXYGEN_SATURATION("%", Map.of("%", times("1"), "/", times("100"))),
    PRESSURE(
            "mmHg",
            Map.of(
                    "mm[Hg]", times("1"),
                    "mmHg", times("1"),
                    "Pa", dividedBy("133.322387415"),
                    "hPa", dividedBy("1.33322387415"),
                    "kPa", dividedBy("0.133322387415"))),
    TEMPERATURE("Cel", Map.of("Cel", times("1"), "K", new Unit(BigDecimal.ONE, new BigDecimal("-273.15")))),
    KETONE("mmol/L", Map.of("mmol/L", times("1"), "mmol/l", times("1"), "mol/m3", times("1")));

    private static final MathContext DIGITS = MathContext.DECIMAL64;

    private final String canonical;
    private final Map<String, Unit> units;

    /** Own unit = value × factor + offset. */
    private record Unit(BigDecimal factor, BigDecimal offset) {}

    Quantity(String canonical, Map<String, Unit> units) {
        this.canonical = canonical;
        this.units = units;
    }

    private static Unit times(String factor) {
        return new Unit(new BigDecimal(factor), BigDecimal.ZERO);
    }

    private static Unit dividedBy(String divisor) {
        return times(BigDecimal.ONE
                .divide(new BigDecimal(divisor), MathContext.DECIMAL128)
                .toPlainString());
    }

    /** The spellings of a concentration in blood; mol/m3 and mmol/L are the same thing. */
    private static Map<String, Unit> mass(String kgPerM3, String mgPerLitre, String mmolPerLitre) {
        return Map.of(
                "kg/m3", times(kgPerM3),
                "mg/dL", times("1"),
                "mg/dl", times("1"),
                "mg/L", times(mgPerLitre),
                "mg/l", times(mgPerLitre),
                "mmol/L", times(mmolPerLitre),
                "mmol/l", times(mmolPerLitre),
                "mol/m3", times(mmolPerLitre));
    }

    /** {@return the value in the hub's own unit; empty if that unit is not accepted for this quantity} */
    Optional<BigDecimal> convert(BigDecimal value, Optional<String> unit) {
        return Optional.ofNullable(units.get(unit.orElse("")))
                .map(known -> value.multiply(known.factor(), DIGITS).add(known.offset(), DIGITS));
    }

    /** {@return the sentence for a device that used another unit} */
    String expectedUnits() {
        return "unit must be one of "
                + units.keySet().stream()
                        .filter(unit -> !unit.isEmpty())
                        .sorted()
                        .reduce((a, b) -> a + " " + b)
                        .orElse(canonical);
    }
}
