package org.hearthgate.adapter.scale.internal;

/**
 * Which of its users a scale means.
 *
 * @param value 0 to 255; 255 says that it does not know
 */
record UserIndex(int value) {
    private static final int UNKNOWN = 0xFF;

    boolean known() {
        return value != UNKNOWN;
    }

    /** {@return its word in a shown frame} */
    Object shown() {
        return known() ? (Object) value : "unknown";
    }
}
