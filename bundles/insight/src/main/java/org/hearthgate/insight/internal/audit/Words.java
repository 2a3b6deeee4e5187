package org.hearthgate.insight.internal.audit;

import java.time.Duration;

/** Lengths of time as people say them. */
public final class Words {
    private Words() {}

    /** {@return like {@code 40 s}, {@code 12 min}, {@code 2 h 5 min}} */
    public static String lasting(Duration length) {
        long seconds = length.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = length.toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** {@return the same, with parts of a second where it took less than ten} */
    public static String soon(Duration length) {
        return length.toMillis() < 1_000
                ? length.toMillis() + " ms"
                : length.toSeconds() < 10
                        ? String.format(java.util.Locale.ROOT, "%.1f s", length.toMillis() / 1e3)
                        : lasting(length);
    }
}
