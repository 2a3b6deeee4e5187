package org.hearthgate.forecast.tribuo.internal.people;

import java.util.Arrays;
import java.util.BitSet;
import org.hearthgate.forecast.tribuo.internal.features.Channel;

/**
 * When the rule {@code predicted-low} would have called, told anew because no bundle sees another's rules. As the rule: it calls from a
 * probability on, at 70 mg/dL or more and not while the glucose clearly rises; once it has called it is silent until the probability is 0.2
 * less, or nothing fresh is there (11 min without a reading, or no forecast).
 *
 * <p>Other than the rule in a home: nothing covers it, though an open low, urgent low or urgent low soon would keep it from calling; nobody
 * answers or snoozes; no reading waits because it looks like pressure on the sensor; no forecast is withheld for a doubtful reading or a new
 * sensor; and the forecasts are those of other people alone, without the person's own days on top.
 */
final class PredictedLowCalls {
    static final float LOW_MG_PER_DL = 70;
    /** Of the probability from which it calls, so much less is over. */
    private static final double OVER_BY = 0.2;

    private static final double LEAST_OVER_BELOW = 0.05;
    private static final int FRESH_MINUTES = 11;

    // as the trend of the hub: the median of all slopes of a quarter of an hour
    private static final int TREND_MINUTES = 16;
    private static final int LEAST_TREND_MINUTES = 9;
    private static final int MOST_READINGS = 20;
    private static final long RISING_HUNDREDTHS = 100;

    private final Foretold person;
    private final BitSet rising = new BitSet();

    PredictedLowCalls(Foretold person) {
        this.person = person;
        for (int i = 1; i < person.glucose().size(); i++) {
            rising.set(i, person.isDue(i) && rises(person.glucose(), i));
        }
    }

    /** {@return below which probability a call is over} */
    static double overBelow(double from) {
        return Math.max(LEAST_OVER_BELOW, from - OVER_BY);
    }

    /** {@return the indices of the readings at which it calls, ascending} */
    int[] from(double probability) {
        Channel glucose = person.glucose();
        double overBelow = overBelow(probability);
        var calls = new int[16];
        int n = 0;
        boolean open = false;
        for (int i = 0; i < glucose.size(); i++) {
            float said = person.probability()[i];
            if (i > 0 && glucose.minute(i) - glucose.minute(i - 1) > FRESH_MINUTES || !(said >= overBelow)) {
                open = false;
            }
            if (!open && said >= probability && glucose.value(i) >= LOW_MG_PER_DL && !rising.get(i)) {
                open = true;
                calls = n == calls.length ? Arrays.copyOf(calls, 2 * n) : calls;
                calls[n++] = i;
            }
        }
        return Arrays.copyOf(calls, n);
    }

    private static boolean rises(Channel glucose, int newest) {
        if (glucose.value(newest) <= glucose.value(newest - 1)) {
            return false;
        }
        int first = newest;
        while (first > 0
                && newest - first < MOST_READINGS - 1
                && glucose.minute(newest) - glucose.minute(first - 1) <= TREND_MINUTES) {
            first--;
        }
        if (newest - first < 2 || glucose.minute(newest) - glucose.minute(first) < LEAST_TREND_MINUTES) {
            return false;
        }
        int readings = newest - first + 1;
        var slopes = new double[readings * (readings - 1) / 2];
        int k = 0;
        for (int later = first + 1; later <= newest; later++) {
            for (int earlier = first; earlier < later; earlier++) {
                slopes[k++] = (glucose.value(later) - glucose.value(earlier))
                        / (double) (glucose.minute(later) - glucose.minute(earlier));
            }
        }
        Arrays.sort(slopes);
        double median = k % 2 == 1 ? slopes[k / 2] : (slopes[k / 2 - 1] + slopes[k / 2]) / 2;
        return Math.round(100 * median) >= RISING_HUNDREDTHS;
    }
}
