package org.hearthgate.forecast.tribuo.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/**
 * What one person's past teaches: the features at each reading at which a forecast was due, and what became true after it, as far as that
 * was known before {@code knownBefore}.
 */
public final class Examples {
    /** Where a low begins; whoever is there already cannot be warned of it. */
    static final float LOW_MG_PER_DL = 70;
    /** Of a sensor that tells more often, not every reading is a moment of its own. */
    private static final int LEAST_APART_MINUTES = 4;

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
        var columns = new Columns(bins);
        int most = readings.upTo(knownBefore);
        var glucose = new float[most];
        var change = new float[Horizon.values().length][most];
        var low = new float[Horizon.values().length][most];
        int n = 0;
        int last = Integer.MIN_VALUE;
        for (int i = readings.upTo(from - 1); i < most; i++) {
            if (readings.minute(i) >= last + LEAST_APART_MINUTES
                    && Runs.minutes(readings, i) >= Runs.LEAST_RUN_MINUTES
                    && readings.minute(i) + Horizon.MINUTES_30.minutes() < knownBefore) {
                columns.add(Features.at(history, i, clockAheadMinutes));
                glucose[n] = readings.value(i);
                for (Horizon horizon : Horizon.values()) {
                    boolean known = readings.minute(i) + horizon.minutes() < knownBefore;
                    change[horizon.ordinal()][n] =
                            known ? Outcome.glucose(readings, i, horizon.minutes()) - glucose[n] : Float.NaN;
                    low[horizon.ordinal()][n] = known && glucose[n] >= LOW_MG_PER_DL
                            ? Outcome.low(readings, i, horizon.minutes())
                            : Float.NaN;
                }
                n++;
                last = readings.minute(i);
            }
        }
        int size = n;
        return new Examples(columns, Arrays.copyOf(glucose, n), cut(change, size), cut(low, size));
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

    private static float[][] cut(float[][] all, int size) {
        return Arrays.stream(all).map(some -> Arrays.copyOf(some, size)).toArray(float[][]::new);
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
