package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;

/** The checks that the settings of this room's devices share; each names what is wrong and what is right. */
final class Settings {
    private Settings() {}

    static Duration seconds(String pid, String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    pid + ": " + key + " must be " + least + " to " + most + ", was " + value);
        }
        return Duration.ofSeconds(value);
    }
}
