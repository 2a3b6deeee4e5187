package org.hearthgate.forecast.tribuo.internal.linear;

import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/** What one person's past teaches the simple model: no more rows than fit the night's memory, taken evenly from all that there are. */
public final class LinearExamples {
    /**
     * Every second reading of 90 days. Tribuo and LibLinear make about 1.6 kB of each row: twice as many would take 40 MB of a hub's 96 and
     * teach the same weights but for the last digits.
     */
    public static final int MOST = 13_000;

    static final int[] HORIZONS = {30, 60};
    /** Where a low begins; whoever is there already cannot be warned of it. */
    private static final float LOW_MG_PER_DL = 70;
    /** Of a sensor that tells more often, not every reading is a moment of its own. */
    private static final int LEAST_APART_MINUTES = 4;

    final float[][] rows;
    /** by horizon: by how much the glucose changed, mg/dL; NaN where it is not known */
    final float[][] change;
    /** by horizon: 1 low, 0 not, NaN not known or low already */
    final float[][] low;

    private LinearExamples(int size) {
        this(new float[size][], new float[HORIZONS.length][size], new float[HORIZONS.length][size]);
    }

    /**
     * Takes rows that somebody else has collected.
     *
     * @param rows of {@link LinearFeatures#NAMES}
     * @param change by horizon, then by row: mg/dL, or NaN where it is not known
     * @param low by horizon, then by row: 1 low, 0 not, NaN not known or low already
     */
    public LinearExamples(float[][] rows, float[][] change, float[][] low) {
        this.rows = rows;
        this.change = change;
        this.low = low;
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
        int[] due = due(readings, first, end, knownBefore);
        int size = Math.min(due.length, most);
        var examples = new LinearExamples(size);
        for (int n = 0; n < size; n++) {
            examples.put(n, history, due[(int) ((long) n * due.length / size)], knownBefore, clockAheadMinutes);
        }
        return examples;
    }

    private static int[] due(Channel readings, int first, int end, int knownBefore) {
        var due = new int[Math.max(0, end - first)];
        int n = 0;
        for (int i = first; i < end && readings.minute(i) + HORIZONS[0] < knownBefore; i++) {
            boolean farEnough = n == 0 || readings.minute(i) - readings.minute(due[n - 1]) >= LEAST_APART_MINUTES;
            if (farEnough && Runs.minutes(readings, i) >= Runs.LEAST_RUN_MINUTES) {
                due[n++] = i;
            }
        }
        return Arrays.copyOf(due, n);
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
