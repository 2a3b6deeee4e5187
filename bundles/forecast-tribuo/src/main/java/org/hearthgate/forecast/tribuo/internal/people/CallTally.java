package org.hearthgate.forecast.tribuo.internal.people;

import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/**
 * What came of some calls, as counts that can be added up over people.
 *
 * @param days with forecasts
 * @param calls all of them, also those of which a gap hides what came
 * @param right a reading below 70 mg/dL followed within 30 min
 * @param wrong none did
 * @param wrongAtNight of them those called from 22:00 to 07:00 by the clock of the file
 * @param wrongLonger none followed within 45 min either
 * @param lows first readings below 70 mg/dL after 15 min or more without a gap at 70 or above
 * @param warned10 of them those called for 10 to 60 min before, and not before the last reading below 70
 * @param warned20 the same 20 to 60 min before
 */
record CallTally(
        double days,
        int calls,
        int right,
        int wrong,
        int wrongAtNight,
        int wrongLonger,
        int lows,
        int warned10,
        int warned20) {
    static final CallTally NONE = new CallTally(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final int HORIZON_MINUTES = 30;
    private static final int LONGER_MINUTES = 45;
    private static final int FROM_LOW_TO_LOW_MINUTES = 15;
    private static final int LONGEST_WARNING_MINUTES = 60;
    private static final int DAY_MINUTES = 1440;
    private static final int NIGHT_FROM = 22 * 60;
    private static final int NIGHT_UNTIL = 7 * 60;
    private static final double WEEK_DAYS = 7;

    /** @param calls indices of the readings at which it was called, ascending */
    static CallTally of(Foretold person, int[] calls) {
        Channel glucose = person.glucose();
        int right = 0;
        int wrong = 0;
        int wrongAtNight = 0;
        int wrongLonger = 0;
        for (int call : calls) {
            float low = Outcome.low(glucose, call, HORIZON_MINUTES);
            right += low == 1 ? 1 : 0;
            wrong += low == 0 ? 1 : 0;
            wrongAtNight += low == 0 && isNight(glucose.minute(call)) ? 1 : 0;
            wrongLonger += Outcome.low(glucose, call, LONGER_MINUTES) == 0 ? 1 : 0;
        }
        var counted = new CallTally(person.days(), calls.length, right, wrong, wrongAtNight, wrongLonger, 0, 0, 0);
        return counted.plus(lows(glucose, calls));
    }

    private static CallTally lows(Channel glucose, int[] calls) {
        int lows = 0;
        int warned10 = 0;
        int warned20 = 0;
        int notLowSince = 0;
        for (int i = 0; i < glucose.size(); i++) {
            if (i > 0 && glucose.minute(i) - glucose.minute(i - 1) > Runs.LONGEST_STEP_MINUTES) {
                notLowSince = i;
            }
            if (glucose.value(i) < PredictedLowCalls.LOW_MG_PER_DL) {
                if (glucose.minute(i) - glucose.minute(notLowSince) >= FROM_LOW_TO_LOW_MINUTES) {
                    int lead = lead(glucose, calls, notLowSince, i);
                    lows++;
                    warned10 += lead >= 10 ? 1 : 0;
                    warned20 += lead >= 20 ? 1 : 0;
                }
                notLowSince = i + 1;
            }
        }
        return new CallTally(0, 0, 0, 0, 0, 0, lows, warned10, warned20);
    }

    /** {@return how many minutes before a low the first call of the last hour was; 0 where there was none} */
    private static int lead(Channel glucose, int[] calls, int notLowSince, int low) {
        int from = Math.max(notLowSince, glucose.upTo(glucose.minute(low) - LONGEST_WARNING_MINUTES - 1));
        int found = Arrays.binarySearch(calls, from);
        int first = found >= 0 ? found : -found - 1;
        return first < calls.length && calls[first] < low ? glucose.minute(low) - glucose.minute(calls[first]) : 0;
    }

    private static boolean isNight(int minute) {
        int ofDay = Math.floorMod(minute, DAY_MINUTES);
        return ofDay >= NIGHT_FROM || ofDay < NIGHT_UNTIL;
    }

    CallTally plus(CallTally other) {
        return new CallTally(
                days + other.days,
                calls + other.calls,
                right + other.right,
                wrong + other.wrong,
                wrongAtNight + other.wrongAtNight,
                wrongLonger + other.wrongLonger,
                lows + other.lows,
                warned10 + other.warned10,
                warned20 + other.warned20);
    }

    double callsADay() {
        return share(calls, days);
    }

    double wrongAWeek() {
        return share(WEEK_DAYS * wrong, days);
    }

    double wrongAWeekAtNight() {
        return share(WEEK_DAYS * wrongAtNight, days);
    }

    double wrongLongerAWeek() {
        return share(WEEK_DAYS * wrongLonger, days);
    }

    /** {@return of the calls of which it is known what came} */
    double shareRight() {
        return share(right, right + wrong);
    }

    double shareWarned10() {
        return share(warned10, lows);
    }

    double shareWarned20() {
        return share(warned20, lows);
    }

    private static double share(double some, double of) {
        return of == 0 ? 0 : some / of;
    }
}
