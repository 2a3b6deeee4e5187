package org.hearthgate.tones;

import java.time.Duration;
import org.hearthgate.api.alert.Priority;

/** How loud an alarm is: as the home has set it at first, and louder the longer nobody comes. */
public final class Loudness {
    /** Whatever a home has set, an urgent low does not begin below this. */
    public static final int LEAST_PERCENT_OF_HIGH = 40;

    private static final int PERCENT_A_STEP = 15;
    private static final double PERCENT_A_MINUTE = 5;
    private static final int MOST_OF_A_CHIME = 60;
    /** From 0 to 100 percent. */
    private static final double RANGE_DECIBEL = 30;
    /** What is left free, so that no sum of harmonics and no sound card clips. */
    private static final double HEADROOM = 0.95;

    private Loudness() {}

    /**
     * {@return the loudness of this moment in percent}
     *
     * @param set by the home, 0 to 100
     * @param step how far the call for help has gone
     * @param sounding since when it has been sounding
     */
    public static double percent(Priority priority, int set, int step, Duration sounding) {
        double risen = set + PERCENT_A_STEP * step + PERCENT_A_MINUTE * sounding.toMillis() / 60_000.0;
        return switch (priority) {
            case HIGH -> Math.min(100, Math.max(LEAST_PERCENT_OF_HIGH, risen));
            case MEDIUM -> Math.min(100, risen);
            case LOW -> set;
            case INFORMATION -> Math.min(MOST_OF_A_CHIME, set);
        };
    }

    /** {@return the share of full scale: 100 percent is 0 dB (but for some headroom), 0 percent 30 dB less} */
    public static double amplitude(double percent) {
        return HEADROOM * Math.pow(10, (Math.min(100, Math.max(0, percent)) - 100) / 100 * RANGE_DECIBEL / 20);
    }
}
