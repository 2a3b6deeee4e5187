package org.hearthgate.forecast.tribuo.internal.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeSet;

/** What the rule would come to by some of the probabilities it might call from, as a table in Markdown. */
final class ThresholdTable {
    private static final int FROM_PERCENT = 20;
    private static final int TO_PERCENT = 80;
    private static final int STEP_PERCENT = 5;

    private ThresholdTable() {}

    /** {@return its lines} @param chosen stands out, in a row of its own if need be */
    static List<String> of(FalseAlarms alarms, OptionalInt chosen) {
        var percents = new TreeSet<Integer>();
        for (int percent = FROM_PERCENT; percent <= TO_PERCENT; percent += STEP_PERCENT) {
            percents.add(percent);
        }
        chosen.ifPresent(percents::add);
        var lines = new ArrayList<String>();
        lines.add(
                "| calls from | calls per person-day | false per person-week | of the person in the middle | of them at night |"
                        + " no low within 45 min either | right | lows warned of 10 min before | 20 min before |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        for (int percent : percents) {
            lines.add(row(alarms, percent, chosen.isPresent() && chosen.getAsInt() == percent));
        }
        return lines;
    }

    private static String row(FalseAlarms alarms, int percent, boolean chosen) {
        CallTally tally = alarms.from(percent);
        return String.format(
                Locale.ROOT,
                chosen
                        ? "| **%.2f** | **%.2f** | **%.2f** | **%.2f** | **%.2f** | **%.2f** | **%.0f %%** | **%.0f %%** | **%.0f %%** |"
                        : "| %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f %% | %.0f %% | %.0f %% |",
                percent / 100.0,
                tally.callsADay(),
                tally.wrongAWeek(),
                alarms.wrongAWeekOfTheMiddle(percent),
                tally.wrongAWeekAtNight(),
                tally.wrongLongerAWeek(),
                100 * tally.shareRight(),
                100 * tally.shareWarned10(),
                100 * tally.shareWarned20());
    }
}
