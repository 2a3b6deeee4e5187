package org.hearthgate.forecast.tribuo.internal.features;

/** What became true after a reading. Looks ahead, and so belongs to training and to the watch over past forecasts alone. */
public final class Outcome {
    private static final float LOW = 70;

    private Outcome() {}

    /** {@return the glucose so many minutes later, on the line between the two readings around it; NaN in a gap} */
    public static float glucose(Channel glucose, int from, int minutesAhead) {
        int at = glucose.minute(from) + minutesAhead;
        int after = glucose.upTo(at);
        if (glucose.minute(after - 1) == at) {
            return glucose.value(after - 1);
        }
        if (after == glucose.size() || glucose.minute(after) - glucose.minute(after - 1) > Runs.LONGEST_STEP_MINUTES) {
            return Float.NaN;
        }
        double share = (double) (at - glucose.minute(after - 1)) / (glucose.minute(after) - glucose.minute(after - 1));
        return (float) (glucose.value(after - 1) + share * (glucose.value(after) - glucose.value(after - 1)));
    }

    /** {@return 1 where a reading below 70 mg/dL came within these minutes, 0 where none did, NaN where a gap hides it} */
    public static float low(Channel glucose, int from, int minutesAhead) {
        int end = glucose.minute(from) + minutesAhead;
        boolean gap = false;
        int i = from + 1;
        for (; i < glucose.size() && glucose.minute(i) <= end; i++) {
            if (glucose.value(i) < LOW) {
                return 1;
            }
            gap |= glucose.minute(i) - glucose.minute(i - 1) > Runs.LONGEST_STEP_MINUTES;
        }
        boolean reachesEnd = glucose.minute(i - 1) >= end
                || i < glucose.size() && glucose.minute(i) - glucose.minute(i - 1) <= Runs.LONGEST_STEP_MINUTES;
        return gap || !reachesEnd ? Float.NaN : 0;
    }

    /** {@return by how much it changed, mg/dL; NaN in a gap, and where it became true at {@code knownBefore} or later} */
    public static float change(Channel glucose, int from, int minutesAhead, int knownBefore) {
        return glucose.minute(from) + minutesAhead < knownBefore
                ? glucose(glucose, from, minutesAhead) - glucose.value(from)
                : Float.NaN;
    }

    /** {@return as {@link #low}; NaN also where it is low already, of which nobody can be warned, and where it became true too late} */
    public static float newLow(Channel glucose, int from, int minutesAhead, int knownBefore) {
        return glucose.minute(from) + minutesAhead < knownBefore && glucose.value(from) >= LOW
                ? low(glucose, from, minutesAhead)
                : Float.NaN;
    }
}
