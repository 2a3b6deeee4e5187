package org.hearthgate.forecast.tribuo.internal.features;

import java.util.Arrays;

/** At which readings a forecast is due: the same ones in learning, in judging and in a look back. */
public final class Moments {
    /** Of a sensor that tells more often, not every reading is a moment of its own. */
    private static final int LEAST_APART_MINUTES = 4;

    private Moments() {}

    /** {@return the indices of those readings, ascending} @param from epoch minute of the first that may be one @param until of the first that may not */
    public static int[] due(Channel glucose, int from, int until) {
        int first = glucose.upTo(from - 1);
        int end = glucose.upTo(until - 1);
        var due = new int[Math.max(0, end - first)];
        int n = 0;
        for (int i = first; i < end; i++) {
            boolean isApart = n == 0 || glucose.minute(i) - glucose.minute(due[n - 1]) >= LEAST_APART_MINUTES;
            if (isApart && Runs.minutes(glucose, i) >= Runs.LEAST_RUN_MINUTES) {
                due[n++] = i;
            }
        }
        return Arrays.copyOf(due, n);
    }
}
