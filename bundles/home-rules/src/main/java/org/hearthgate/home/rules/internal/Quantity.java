package org.hearthgate.home.rules.internal;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;

/** What can be measured, and the units in which a home may write it. A number alone is no quantity: it must say its unit. */
enum Quantity {
    GLUCOSE("glucose", new Unit("mgdl", 1, 0), new Unit("mmol", 18.0182, 0)),
    GLUCOSE_RATE("glucose_rate", new Unit("mgdl_per_min", 1, 0), new Unit("mmol_per_min", 18.0182, 0)),
    KETONE("ketone", new Unit("ketone_mmol", 1, 0)),
    INSULIN("insulin", new Unit("iu", 1, 0)),
    CARBOHYDRATE("carbohydrate", new Unit("grams", 1, 0)),
    HEART_RATE("heart_rate", new Unit("bpm", 1, 0)),
    OXYGEN("oxygen", new Unit("percent", 1, 0)),
    TEMPERATURE("temperature", new Unit("celsius", 1, 0), new Unit("fahrenheit", 5 / 9.0, -160 / 9.0)),
    MASS("mass", new Unit("kg", 1, 0), new Unit("lb", 0.45359237, 0));

    /**
     * How a number in this unit becomes the canonical one.
     *
     * @param function what a home writes, e.g. {@code mmol(3.9)}
     */
    @Immutable
    record Unit(String function, double factor, double offset) {
        double canonical(double number) {
            return number * factor + offset;
        }
    }

    private final String typeName;
    private final List<Unit> units;

    Quantity(String typeName, Unit... units) {
        this.typeName = typeName;
        this.units = List.of(units);
    }

    /** {@return the name of its type in expressions and in complaints} */
    String typeName() {
        return typeName;
    }

    List<Unit> units() {
        return units;
    }

    static Optional<Quantity> ofTypeName(String name) {
        for (Quantity quantity : values()) {
            if (quantity.typeName.equals(name)) {
                return Optional.of(quantity);
            }
        }
        return Optional.empty();
    }
}
