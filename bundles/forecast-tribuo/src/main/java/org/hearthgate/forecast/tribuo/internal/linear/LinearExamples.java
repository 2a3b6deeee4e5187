package org.hearthgate.forecast.tribuo.internal.linear;

import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/** What one person's past teaches the simple model: no more rows than fit the night's memory, taken evenly from all that there are. */
public final class LinearExamples {
    /** 90 days of a reading every 5 min. */
    public static final int MOST = 26_000;

    static final int[] HORIZONS = {30, 60};
    /** Where a low begins; whoever is there already cannot be warned of it. */
    private static final float LOW_MG_PER_DL = 70;

    final float[][] rows;
    /** by horizon: by how much the glucose changed, mg/dL; NaN where it is not known */
    final float[][] change;
    /** by horizon: 1 low, 0 not, NaN not known or low already */
    final float[][] low;

    private LinearExamples(int size) {
        rows = new float[size][];
        change = new float[HORIZONS.length][size];
        low = new float[HORIZONS.length][size];
    }

    /**
     * {@return what the readings from one minute on taught until another}
     *
     * @param from epoch minute of the first reading to look from
     * @param knownBefore epoch minute; what became true then or later is not used
     * @param most rows
     */
    public static LinearExamples of(History history, int from, int knownBefore, int clockAheadMinutes, int most) {
        Channel readings = history.glucose;
        int first = readings.upTo(from - 1);
        int end = readings.upTo(knownBefore - 1);
        int due = 0;
        for (int i = first; i < end; i++) {
            due += isDue(readings, i, knownBefore) ? 1 : 0;
        }
        var examples = new LinearExamples(Math.min(due, most));
        int seen = 0;
        int n = 0;
        for (int i = first; i < end && n < examples.size(); i++) {
            if (isDue(readings, i, knownBefore)) {
                // the n-th of the size is the first at or after n / size of the way
                if ((long) seen * examples.size() >= (long) n * due) {
                    examples.put(n++, history, i, knownBefore, clockAheadMinutes);
                }
                seen++;
            }
        }
        return examples;
    }

    private static boolean isDue(Channel readings, int i, int knownBefore) {
        return readings.minute(i) + HORIZONS[0] < knownBefore && Runs.minutes(readings, i) >= Runs.LEAST_RUN_MINUTES;
    }

    private void put(int n, History history, int i, int knownBefore, int clockAheadMinutes) {
        Channel readings = history.glucose;
        float now = readings.value(i);
        rows[n] = LinearFeatures.of(Features.at(history, i, clockAheadMinutes));
        for (int h = 0; h < HORIZONS.length; h++) {
            boolean known = readings.minute(i) + HORIZONS[h] < knownBefore;
            change[h][n] = known ? Outcome.glucose(readings, i, HORIZONS[h]) - now : Float.NaN;
            low[h][n] = known && now >= LOW_MG_PER_DL ? Outcome.low(readings, i, HORIZONS[h]) : Float.NaN;
        }
    }

    public int size() {
        return rows.length;
    }
}
