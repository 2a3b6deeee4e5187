package org.hearthgate.forecast.tribuo.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Moments;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/**
 * What one person's past teaches: the features at each reading at which a forecast was due, and what became true after it, as far as that
 * was known before {@code knownBefore}.
 */
public final class Examples {
    private static final int ROWS_FOR_BINS = 3_000;

    final Columns columns;
    final float[] glucose;
    /** by horizon: by how much the glucose changed, mg/dL; NaN where it is not known */
    final float[][] change;
    /** by horizon: 1 low, 0 not, NaN not known or low already */
    final float[][] low;

    private Examples(Columns columns, float[] glucose, float[][] change, float[][] low) {
        this.columns = columns;
        this.glucose = glucose;
        this.change = change;
        this.low = low;
    }

    /**
     * {@return what the readings from one minute on taught until another}
     *
     * @param from epoch minute of the first reading to look from
     * @param knownBefore epoch minute; what became true then or later is not used
     */
    public static Examples of(History history, Bins bins, int from, int knownBefore, int clockAheadMinutes) {
        Channel readings = history.glucose;
        int[] due = Moments.due(readings, from, knownBefore - Horizon.MINUTES_30.minutes());
        var columns = new Columns(bins);
        var glucose = new float[due.length];
        var change = new float[Horizon.values().length][due.length];
        var low = new float[Horizon.values().length][due.length];
        for (int n = 0; n < due.length; n++) {
            columns.add(Features.at(history, due[n], clockAheadMinutes));
            glucose[n] = readings.value(due[n]);
            for (Horizon horizon : Horizon.values()) {
                change[horizon.ordinal()][n] = Outcome.change(readings, due[n], horizon.minutes(), knownBefore);
                low[horizon.ordinal()][n] = Outcome.newLow(readings, due[n], horizon.minutes(), knownBefore);
            }
        }
        return new Examples(columns, glucose, change, low);
    }

    /** {@return bins of all features, about as this person's days fill them} @param before epoch minute */
    public static Bins bins(History history, int before, int clockAheadMinutes) {
        Channel readings = history.glucose;
        int most = readings.upTo(before - 1);
        int every = Math.max(1, most / ROWS_FOR_BINS);
        var rows = new ArrayList<float[]>();
        for (int i = 0; i < most; i += every) {
            if (Runs.minutes(readings, i) >= Runs.LEAST_RUN_MINUTES) {
                rows.add(Features.at(history, i, clockAheadMinutes));
            }
        }
        return Bins.of(rows.toArray(float[][]::new), Features.names().size());
    }

    public int size() {
        return glucose.length;
    }

    /** {@return those of the values that are known} */
    static float[] known(float[] values) {
        var known = new float[values.length];
        int n = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                known[n++] = value;
            }
        }
        return Arrays.copyOf(known, n);
    }
}
