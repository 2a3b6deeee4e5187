package org.hearthgate.adapter.coap.internal;

/** What the family calls a device. */
final class Labels {
    private static final int LONGEST = 60;

    private Labels() {}

    /**
     * {@return the label of a configuration, empty where there is none}
     *
     * @throws IllegalArgumentException if it has more than 60 characters
     */
    static String check(String pid, String label) {
        String given = label == null ? "" : label.strip();
        if (given.length() > LONGEST) {
            throw new IllegalArgumentException(
                    pid + ": label must have at most " + LONGEST + " characters, has " + given.length());
        }
        return given;
    }
}
