package org.hearthgate.api.alert;

/** Priorities after IEC 60601-1-8, most urgent first. */
public enum Priority {
    /** Irreversible harm, soon: an urgent low, a dead alarm path. */
    HIGH,
    /** Reversible harm, soon: a low, a long silence. */
    MEDIUM,
    /** Discomfort, or later: a high, a battery. */
    LOW,
    /** No harm; worth knowing. */
    INFORMATION;

    /** {@return the word on the wire: {@code high}, {@code medium}, {@code low}, {@code information}} */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean isWorseThan(Priority other) {
        return ordinal() < other.ordinal();
    }
}
