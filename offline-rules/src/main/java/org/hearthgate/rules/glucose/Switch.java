package org.hearthgate.rules.glucose;

/** A rule that a person may have on or off for themselves. The others cannot be switched off. */
enum Switch {
    URGENT_LOW_SOON("urgentLowSoon"),
    PREDICTED_LOW("predictedLow"),
    RISING_FAST("risingFast");

    private final String key;

    Switch(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
