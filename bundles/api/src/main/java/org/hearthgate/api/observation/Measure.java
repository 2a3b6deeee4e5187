package org.hearthgate.api.observation;

/** The checks at the door that every record shares; package-private, because only records check. */
final class Measure {
    private Measure() {}

    /**
     * {@return the value rounded to hundredths}, so that equal decimals are equal doubles and comparisons with thresholds (at most
     * two decimals) are exact: 0.57 kg/m3 is 57 mg/dL, not 56.99999999999999.
     */
    static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** Refuses NaN, infinities, and what lies outside [lowest, highest]. */
    static double within(String name, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(name + " must be " + lowest + " to " + highest + ", was " + value);
        }
        return hundredths(value);
    }

    static int within(String name, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(name + " must be " + lowest + " to " + highest + ", was " + value);
        }
        return value;
    }

    static String text(String name, String value, int longest) {
        if (value == null || value.length() > longest) {
            throw new IllegalArgumentException(name + " must have at most " + longest + " characters");
        }
        return value;
    }
}
