package org.hearthgate.forecast.tribuo.internal.model;

/** How far ahead. */
public enum Horizon {
    MINUTES_30(30),
    MINUTES_60(60);

    private final int minutes;

    Horizon(int minutes) {
        this.minutes = minutes;
    }

    public int minutes() {
        return minutes;
    }
}
