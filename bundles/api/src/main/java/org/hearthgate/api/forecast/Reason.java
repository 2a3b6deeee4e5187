package org.hearthgate.api.forecast;

import static java.util.Objects.requireNonNull;

/**
 * One thing that moves a forecast, as a value, so that every place that shows it says it in its own words, unit and language.
 *
 * @param kind what moves it
 * @param value how much of it there is, in the unit of its kind
 * @param shareMgPerDl by how much it moves the glucose forecast for 30 min ahead; never 0
 */
public record Reason(Kind kind, double value, double shareMgPerDl) {
    /** What can move a forecast. More may be added: whoever meets one that it has no words for leaves it out. */
    public enum Kind {
        /** how the glucose moves now */
        MOVEMENT("mg/dL/min"),
        /** where the glucose is now, against where this person mostly is */
        LEVEL("mg/dL"),
        /** how the glucose mostly changes within the hour from this time of the day on */
        TIME_OF_DAY("mg/dL"),
        /** since when the last low is past */
        RECENT_LOW("min"),
        /** rapid-acting insulin that has yet to act */
        INSULIN("U"),
        /** carbohydrate that has yet to be absorbed */
        MEAL("g"),
        /** steps of the last 30 min */
        STEPS("1"),
        /** how far the heart beats above this person's mean of the day */
        HEART_RATE("1/min"),
        /** asleep; always 1 */
        SLEEP("1");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** {@return the unit of its value, after UCUM but for U, which is IU of insulin; {@code 1} for a count} */
        public String unit() {
            return unit;
        }
    }

    public Reason {
        requireNonNull(kind, "kind");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a reason's value must be a number, was " + value);
        }
        if (!Double.isFinite(shareMgPerDl) || shareMgPerDl == 0) {
            throw new IllegalArgumentException("a reason must move the forecast, by a number; was " + shareMgPerDl);
        }
    }
}
