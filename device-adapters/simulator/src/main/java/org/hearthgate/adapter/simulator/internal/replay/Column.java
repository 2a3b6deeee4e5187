package org.hearthgate.adapter.simulator.internal.replay;

import java.util.Arrays;
import java.util.Optional;

/** The columns that a replay understands, beside {@code time}, with what can be true of them. */
enum Column {
    GLUCOSE("glucose_mgdl", 10, 1000),
    SCAN("glucose_scan_mgdl", 10, 1000),
    BOLUS("insulin_bolus_u", 0, 300),
    BASAL_RATE("insulin_basal_u_h", 0, 50),
    LONG_ACTING("insulin_long_u", 0, 300),
    CARBS("carbs_g", 0, 1000),
    HEART_RATE("heart_rate_bpm", 0, 300),
    STEPS("steps", 0, 200_000),
    ASLEEP("asleep", 0, 1);

    private final String title;
    private final double lowest;
    private final double highest;

    Column(String title, double lowest, double highest) {
        this.title = title;
        this.lowest = lowest;
        this.highest = highest;
    }

    String title() {
        return title;
    }

    boolean isGlucose() {
        return this == GLUCOSE || this == SCAN;
    }

    /** {@return whether no body and no device produces this} */
    boolean excludes(double value) {
        return !(value >= lowest && value <= highest);
    }

    String range() {
        return (long) lowest + " to " + (long) highest;
    }

    static Optional<Column> titled(String title) {
        return Arrays.stream(values())
                .filter(column -> column.title.equals(title))
                .findFirst();
    }
}
