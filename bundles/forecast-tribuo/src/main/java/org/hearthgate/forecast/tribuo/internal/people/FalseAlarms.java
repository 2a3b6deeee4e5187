package org.hearthgate.forecast.tribuo.internal.people;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the rule {@code predicted-low} would have come to by each whole per cent that it might call from, over some people: so that it can be
 * chosen by a budget of false calls that was stated before. Of each person only counts are kept.
 *
 * <p>A call is false where no reading below 70 mg/dL follows within half an hour; that is what the forecast says and what the tables of the
 * alarms count. Where a gap hides it, a call is neither right nor false.
 */
final class FalseAlarms {
    /** Below it the rule could not end a call 0.1 lower, and at 0.05 at least. */
    static final int LEAST_PERCENT = 15;

    static final int MOST_PERCENT = 95;

    private final List<CallTally[]> people = new ArrayList<>();

    void take(Foretold person) {
        var calls = new PredictedLowCalls(person);
        var tallies = new CallTally[MOST_PERCENT - LEAST_PERCENT + 1];
        for (int k = 0; k < tallies.length; k++) {
            tallies[k] = CallTally.of(person, calls.from((LEAST_PERCENT + k) / 100.0));
        }
        people.add(tallies);
    }

    int people() {
        return people.size();
    }

    /** {@return what came of calling from a probability on, over all people} @param percent 15 to 95 */
    CallTally from(int percent) {
        CallTally all = CallTally.NONE;
        for (CallTally[] person : people) {
            all = all.plus(person[percent - LEAST_PERCENT]);
        }
        return all;
    }

    /** {@return false calls a week of the person in the middle, of those with forecasts; 0 for nobody} */
    double wrongAWeekOfTheMiddle(int percent) {
        double[] sorted = people.stream()
                .map(person -> person[percent - LEAST_PERCENT])
                .filter(tally -> tally.days() > 0)
                .mapToDouble(CallTally::wrongAWeek)
                .sorted()
                .toArray();
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** {@return the most sensitive whole per cent that keeps within a budget, over all people; empty where none does} */
    OptionalInt within(double wrongAWeek) {
        for (int percent = LEAST_PERCENT; percent <= MOST_PERCENT; percent++) {
            if (from(percent).wrongAWeek() <= wrongAWeek) {
                return OptionalInt.of(percent);
            }
        }
        return OptionalInt.empty();
    }
}
