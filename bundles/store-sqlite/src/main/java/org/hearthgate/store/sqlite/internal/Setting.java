package org.hearthgate.store.sqlite.internal;

/** Checks a number of the configuration: metatype's limits only guide a form; a file can say anything. */
public final class Setting {
    private Setting() {}

    /**
     * {@return the value}
     *
     * @throws IllegalArgumentException if it is not from {@code lowest} to {@code highest}, saying which and what to do
     */
    public static int within(String pid, String key, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(pid + ": '" + key + "' must be " + lowest + " to " + highest + ", was "
                    + value + "; correct it in the configuration, until then nothing of the record is touched");
        }
        return value;
    }
}
