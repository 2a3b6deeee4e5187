package org.hearthgate.forecast.tribuo.internal.features;

/** Readings without a gap between them. */
public final class Runs {
    /** A longer step between two readings is a gap. */
    public static final int LONGEST_STEP_MINUTES = 20;
    /** A forecast is due once the readings have gone on for so long. */
    public static final int LEAST_RUN_MINUTES = 40;

    private static final int FAR_ENOUGH_MINUTES = 1440;

    private Runs() {}

    /** {@return since how many minutes the readings up to this one have gone on; at most somewhat more than a day} */
    public static int minutes(Channel glucose, int newest) {
        int first = newest;
        while (first > 0
                && glucose.minute(first) - glucose.minute(first - 1) <= LONGEST_STEP_MINUTES
                && glucose.minute(newest) - glucose.minute(first) < FAR_ENOUGH_MINUTES) {
            first--;
        }
        return glucose.minute(newest) - glucose.minute(first);
    }
}
