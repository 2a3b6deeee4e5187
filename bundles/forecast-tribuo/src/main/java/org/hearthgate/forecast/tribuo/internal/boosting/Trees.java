package org.hearthgate.forecast.tribuo.internal.boosting;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Trees whose values add up. A node's children stand behind it, the left one next to it. Immutable but for what {@link Booster} adds.
 *
 * <p>Each node also holds the mean of what lies below it, so that a step down the tree has a share in the sum: by these shares a forecast
 * is explained ({@link #contributions}).
 */
public final class Trees {
    static final int LEAF = 255;
    /** So many nodes a tree has at most. */
    static final int MOST_NODES = 127;

    private static final int FURTHEST = 127;
    private static final int UNKNOWN_LEFT = 128;

    final Bins bins;
    int nodes;
    int trees;
    int[] roots = new int[16];
    /** which feature a node asks; {@link #LEAF} for a leaf */
    byte[] feature = new byte[256];
    /** which edge of its bins: at most that goes to the left */
    byte[] edge = new byte[256];

    /** how far behind a node its right child stands; 128 more where what is unknown goes to the left */
    byte[] right = new byte[256];

    float[] value = new float[256];

    public Trees(Bins bins) {
        this.bins = bins;
    }

    public int size() {
        return trees;
    }

    public Bins bins() {
        return bins;
    }

    /** {@return the sum of all trees for these features} */
    public double sum(float[] row) {
        double sum = 0;
        for (int t = 0; t < trees; t++) {
            int node = roots[t];
            for (int f = feature[node] & 255; f != LEAF; f = feature[node] & 255) {
                node = isLeft(node, f, row[f]) ? node + 1 : right(node);
            }
            sum += value[node];
        }
        return sum;
    }

    private boolean isLeft(int node, int f, float asked) {
        return Float.isNaN(asked) ? isUnknownLeft(node) : asked <= bins.edge(f, edge[node] & 255);
    }

    /** Adds to each feature's share how far its questions moved the sum (Saabas), and tells the rest, which no feature moved. */
    public void contributions(float[] row, double weight, double[] shares, DoubleConsumer rest) {
        double base = 0;
        for (int t = 0; t < trees; t++) {
            int node = roots[t];
            base += value[node];
            for (int f = feature[node] & 255; f != LEAF; f = feature[node] & 255) {
                int next = isLeft(node, f, row[f]) ? node + 1 : right(node);
                shares[f] += weight * (value[next] - value[node]);
                node = next;
            }
        }
        rest.accept(weight * base);
    }

    /** {@return the sum of all trees for a row that is binned already: the same as for its features} */
    public double sum(Columns columns, int i) {
        double sum = 0;
        for (int t = 0; t < trees; t++) {
            sum += value(t, columns, i);
        }
        return sum;
    }

    /** The last tree's value for a row that is binned already. */
    double last(Columns columns, int i) {
        return value(trees - 1, columns, i);
    }

    private double value(int tree, Columns columns, int i) {
        int node = roots[tree];
        for (int f = feature[node] & 255; f != LEAF; f = feature[node] & 255) {
            int code = columns.codes(f)[i] & 255;
            boolean left = code == Bins.UNKNOWN ? isUnknownLeft(node) : code <= (edge[node] & 255);
            node = left ? node + 1 : right(node);
        }
        return value[node];
    }

    void beginTree() {
        if (trees == roots.length) {
            roots = Arrays.copyOf(roots, 2 * trees);
        }
        roots[trees++] = nodes;
    }

    /** {@return the new node} */
    int node(int f, int atMost, boolean unknown, float mean) {
        if (nodes == feature.length) {
            int more = 2 * nodes;
            feature = Arrays.copyOf(feature, more);
            edge = Arrays.copyOf(edge, more);
            right = Arrays.copyOf(right, more);
            value = Arrays.copyOf(value, more);
        }
        feature[nodes] = (byte) f;
        edge[nodes] = (byte) atMost;
        right[nodes] = (byte) (unknown ? UNKNOWN_LEFT : 0);
        value[nodes] = mean;
        return nodes++;
    }

    /** The right child of a node is the next one to be made. */
    void rightIsNext(int node) {
        right[node] |= (byte) (nodes - node);
    }

    int right(int node) {
        return node + (right[node] & FURTHEST);
    }

    boolean isUnknownLeft(int node) {
        return right[node] < 0;
    }

    /** Gives back the room for what will not be added. */
    void trim() {
        roots = Arrays.copyOf(roots, Math.max(1, trees));
        feature = Arrays.copyOf(feature, Math.max(1, nodes));
        edge = Arrays.copyOf(edge, Math.max(1, nodes));
        right = Arrays.copyOf(right, Math.max(1, nodes));
        value = Arrays.copyOf(value, Math.max(1, nodes));
    }
}
