package org.hearthgate.api.observation;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The checks at the door that every record shares; package-private, because only records check. */
final class Measure {
    private static final int MOST_MEASURES = 16;
    private static final Pattern MEASURE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

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

    /** Refuses more than 16, names that are none, and values that are no numbers; {@return them in order of name, unmodifiable}. */
    static SortedMap<String, Double> measures(Map<String, Double> measures) {
        if (measures.size() > MOST_MEASURES) {
            throw new IllegalArgumentException("at most " + MOST_MEASURES + " measures, were " + measures.size());
        }
        measures.forEach((name, value) -> {
            if (!MEASURE_NAME.matcher(name).matches() || !Double.isFinite(value)) {
                throw new IllegalArgumentException("measure " + name
                        + " must be 1 to 40 letters and digits with a finite" + " number, was " + value);
            }
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    }
}
