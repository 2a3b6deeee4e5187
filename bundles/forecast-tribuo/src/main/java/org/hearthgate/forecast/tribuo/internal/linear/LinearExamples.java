package org.hearthgate.forecast.tribuo.internal.linear;

import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Moments;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;

/** What one person's past teaches the simple model: no more rows than fit the night's memory, taken evenly from all that there are. */
public final class LinearExamples {
    /**
     * Every fourth reading of 90 days. Tribuo and LibLinear make about 1.6 kB of each row, so this many are 10 MB of a hub's 96; twice as many
     * take twice the time and teach nearly the same weights.
     */
    public static final int MOST = 6_500;

    final float[][] rows;
    /** by horizon: by how much the glucose changed, mg/dL; NaN where it is not known */
    final float[][] change;
    /** by horizon: 1 low, 0 not, NaN not known or low already */
    final float[][] low;

    private LinearExamples(int size) {
        this(new float[size][], new float[Horizon.values().length][size], new float[Horizon.values().length][size]);
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
        int[] due = Moments.due(history.glucose, from, knownBefore - Horizon.MINUTES_30.minutes());
        int size = Math.min(due.length, most);
        var examples = new LinearExamples(size);
        for (int n = 0; n < size; n++) {
            examples.put(n, history, due[(int) ((long) n * due.length / size)], knownBefore, clockAheadMinutes);
        }
        return examples;
    }

    private void put(int n, History history, int i, int knownBefore, int clockAheadMinutes) {
        rows[n] = LinearFeatures.of(Features.at(history, i, clockAheadMinutes));
        for (Horizon horizon : Horizon.values()) {
            int h = horizon.ordinal();
            change[h][n] = Outcome.change(history.glucose, i, horizon.minutes(), knownBefore);
            low[h][n] = Outcome.newLow(history.glucose, i, horizon.minutes(), knownBefore);
        }
    }

    public int size() {
        return rows.length;
    }
}
