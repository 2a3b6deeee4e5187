package org.hearthgate.home.rules.internal;

/**
 * A number with its quantity, in the canonical unit (mg/dL, mg/dL per min, mmol/L of ketone, IU, g, bpm, %, °C, kg), kept to hundredths as
 * the record keeps it, so that comparisons are exact.
 */
record Measured(Quantity quantity, double value) implements Comparable<Measured> {
    Measured {
        value = Math.round(value * 100) / 100.0;
    }

    static Measured of(Quantity quantity, double value) {
        return new Measured(quantity, value);
    }

    /** The checker lets only one quantity be compared with itself. */
    @Override
    public int compareTo(Measured other) {
        return Double.compare(value, other.value);
    }
}
