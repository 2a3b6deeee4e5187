package org.hearthgate.forecast.tribuo.internal.boosting;

import java.util.Arrays;

/** Into which of at most 255 bins a value falls, by feature; the last code stands for "not known". */
public final class Bins {
    static final int CODES = 256;
    static final int UNKNOWN = 255;
    private static final int MOST_EDGES = 253;

    private final float[][] edges;

    /** @param edges strictly ascending, at most 253 of each feature */
    public Bins(float[][] edges) {
        this.edges = edges;
        for (float[] some : edges) {
            if (some.length > MOST_EDGES) {
                throw new IllegalArgumentException("at most " + MOST_EDGES + " edges a feature, were " + some.length);
            }
            for (int i = 1; i < some.length; i++) {
                if (!(some[i - 1] < some[i])) {
                    throw new IllegalArgumentException("edges must ascend");
                }
            }
        }
    }

    /** {@return bins with about as many of these rows in each} */
    public static Bins of(float[][] rows, int features) {
        var edges = new float[features][];
        for (int f = 0; f < features; f++) {
            var values = new float[rows.length];
            int known = 0;
            for (float[] row : rows) {
                if (!Float.isNaN(row[f])) {
                    values[known++] = row[f];
                }
            }
            Arrays.sort(values, 0, known);
            edges[f] = edges(values, known);
        }
        return new Bins(edges);
    }

    private static float[] edges(float[] sorted, int n) {
        var edges = new float[MOST_EDGES];
        int count = 0;
        for (int b = 1; b <= MOST_EDGES && n > 0; b++) {
            int at = (int) ((long) b * n / (MOST_EDGES + 1));
            float value = sorted[at];
            if (at > 0 && sorted[at - 1] < value) {
                value = sorted[at - 1] + (value - sorted[at - 1]) / 2;
            }
            if (value < sorted[n - 1] && (count == 0 || value > edges[count - 1])) {
                edges[count++] = value;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    /** {@return these, and behind them what another has for features that these do not have} */
    public Bins with(Bins more) {
        float[][] all = Arrays.copyOf(more.edges, more.edges.length);
        System.arraycopy(edges, 0, all, 0, edges.length);
        return new Bins(all);
    }

    public int features() {
        return edges.length;
    }

    public int edges(int feature) {
        return edges[feature].length;
    }

    public float edge(int feature, int i) {
        return edges[feature][i];
    }

    int code(int feature, float value) {
        if (Float.isNaN(value)) {
            return UNKNOWN;
        }
        float[] some = edges[feature];
        int from = 0;
        int to = some.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (value <= some[middle]) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
