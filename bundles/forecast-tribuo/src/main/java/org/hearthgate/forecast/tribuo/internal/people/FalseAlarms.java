package org.hearthgate.forecast.tribuo.internal.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;

/**
 * How many alarms a day would be false if one were raised from a probability on: raised where the glucose is 70 mg/dL or more and none was
 * raised in the 30 min before; false where no reading below 70 follows within the horizon and a quarter of an hour.
 */
final class FalseAlarms {
    private static final int SNOOZE_MINUTES = 30;
    private static final int GRACE_MINUTES = 15;
    private static final float LOW_MG_PER_DL = 70;
    private static final double DAY_MINUTES = 1440;
    /** From the most sensitive on. */
    private static final int TRIES = 97;

    private final int horizonMinutes;
    private final List<Forecasts> people = new ArrayList<>();

    /**
     * One person's forecasts, ascending.
     *
     * @param at indices of the readings after which they were made
     * @param probability of a low within the horizon, of each
     */
    record Forecasts(Channel glucose, int[] at, double[] probability) {}

    /**
     * What a threshold does.
     *
     * @param falseADay per person and day with forecasts
     * @param right how many of the raised alarms were followed by a low, of those of which it is known
     */
    record Outcomes(double probability, double falseADay, double right) {}

    FalseAlarms(int horizonMinutes) {
        this.horizonMinutes = horizonMinutes;
    }

    void take(Forecasts person) {
        people.add(person);
    }

    /** {@return the most sensitive whole per cent that keeps within a budget of false alarms; empty where none does} */
    OptionalDouble within(double falseADay) {
        for (int percent = 2; percent < TRIES; percent++) {
            if (from(percent / 100.0).falseADay() <= falseADay) {
                return OptionalDouble.of(percent / 100.0);
            }
        }
        return OptionalDouble.empty();
    }

    /** {@return what came of alarms from a probability on} */
    Outcomes from(double probability) {
        int wrong = 0;
        int right = 0;
        double days = 0;
        for (Forecasts person : people) {
            days += days(person);
            int raised = Integer.MIN_VALUE / 2;
            for (int k = 0; k < person.at.length; k++) {
                int i = person.at[k];
                if (person.probability[k] >= probability && person.glucose.value(i) >= LOW_MG_PER_DL) {
                    if (person.glucose.minute(i) - raised >= SNOOZE_MINUTES) {
                        float low = Outcome.low(person.glucose, i, horizonMinutes + GRACE_MINUTES);
                        wrong += low == 0 ? 1 : 0;
                        right += low == 1 ? 1 : 0;
                        raised = person.glucose.minute(i);
                    }
                }
            }
        }
        return new Outcomes(
                probability, days == 0 ? 0 : wrong / days, right + wrong == 0 ? 0 : (double) right / (right + wrong));
    }

    private static double days(Forecasts person) {
        int n = person.at.length;
        if (n < 2) {
            return 0;
        }
        var steps = new int[n - 1];
        for (int k = 1; k < n; k++) {
            steps[k - 1] = person.glucose.minute(person.at[k]) - person.glucose.minute(person.at[k - 1]);
        }
        Arrays.sort(steps);
        return n * steps[steps.length / 2] / DAY_MINUTES;
    }
}
