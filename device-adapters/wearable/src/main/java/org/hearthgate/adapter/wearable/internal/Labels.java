package org.hearthgate.adapter.wearable.internal;

/** What the family calls a device. */
public final class Labels {
    private static final int LONGEST = 60;

    private Labels() {}

    /**
     * {@return the label of a configuration, or another where there is none}
     *
     * @throws IllegalArgumentException if it has more than 60 characters
     */
    public static String checked(String pid, String label, String otherwise) {
        if (label == null || label.isBlank()) {
            return otherwise;
        }
        if (label.length() > LONGEST) {
            throw new IllegalArgumentException(
                    pid + ": label must have at most " + LONGEST + " characters, has " + label.length());
        }
        return label.strip();
    }
}
