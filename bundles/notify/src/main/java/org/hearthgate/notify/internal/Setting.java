package org.hearthgate.notify.internal;

/** Checks a setting, because a metatype's bounds only guide a form. */
public final class Setting {
    private Setting() {}

    /**
     * {@return the value}
     *
     * @throws IllegalArgumentException when it lies outside, with what it may be
     */
    public static int within(String pid, String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    pid + ": '" + key + "' must be " + least + " to " + most + ", was " + value);
        }
        return value;
    }
}
