package org.hearthgate.api.insight;

import java.util.OptionalDouble;

/** The checks that every record of figures shares; package-private, because only records check. */
final class Figure {
    private Figure() {}

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a number, was " + value);
        }
    }

    static void finite(String name, OptionalDouble value) {
        if (value.isPresent()) {
            finite(name, value.getAsDouble());
        }
    }

    /** Sums of shares may be off by what adding many doubles costs. */
    static void percent(String name, double value) {
        if (!(value >= 0 && value <= 100 + 1e-6)) {
            throw new IllegalArgumentException(name + " must be 0 to 100 %, was " + value);
        }
    }
}
