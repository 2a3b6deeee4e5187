package org.hearthgate.rules.glucose;

/** Refuses unsafe limits when a rule is configured; metatype's min and max only guide a form. */
final class Limits {
    private Limits() {}

    static double within(String rule, String key, double value, double lowest, double highest) {
        return withinOf("org.hearthgate.rule." + rule, key, value, lowest, highest);
    }

    static double withinOf(String configuration, String key, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(
                    configuration + ": " + key + " must be " + lowest + " to " + highest + ", was " + value);
        }
        return value;
    }
}
