package org.hearthgate.adapter.simulator.internal.person;

/**
 * A low to show somebody within minutes: a quiet afternoon with a snack, then a bolus far too large, given before the demonstration began. Nobody
 * treats it until it has been seen.
 *
 * @param showMinute the minute since 1970 at which the demonstration begins
 * @param snackGrams eaten without insulin, so that there is something to fall from
 * @param units the bolus
 */
record LowSoon(long showMinute, double snackGrams, double units) {
    static final int SHOWN_AFTER_MIN = 10;
    private static final int SNACK_BEFORE_MIN = 150;
    private static final int BOLUS_BEFORE_MIN = 75;
    private static final int QUIET_BEFORE_MIN = 360;
    private static final int UNTREATED_AFTER_MIN = 30;

    boolean snackAt(long minute) {
        return minute == showMinute - SNACK_BEFORE_MIN;
    }

    boolean bolusAt(long minute) {
        return minute == showMinute - BOLUS_BEFORE_MIN;
    }

    /** {@return whether nothing else may happen: no meal, no exercise, no treatment, no lost signal} */
    boolean quietAt(long minute) {
        return minute >= showMinute - QUIET_BEFORE_MIN && minute < showMinute + UNTREATED_AFTER_MIN;
    }
}
