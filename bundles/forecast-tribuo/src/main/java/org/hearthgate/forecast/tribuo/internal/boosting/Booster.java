package org.hearthgate.forecast.tribuo.internal.boosting;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Adds trees that each lessen what is left of the error.
 *
 * @param loss what the error is
 * @param count how many trees
 * @param leaves of each tree, at most
 * @param leastRows in a leaf
 * @param rate how much of each tree counts
 * @param ridge L2 on the leaves
 * @param rows share of the rows that a tree sees
 * @param features share of the features that a tree sees
 * @param seed the same one makes the same trees
 */
public record Booster(
        Loss loss,
        int count,
        int leaves,
        int leastRows,
        double rate,
        double ridge,
        double rows,
        double features,
        long seed) {
    /** With more a tree would have more nodes than it may. */
    private static final int MOST_LEAVES = (Trees.MOST_NODES + 1) / 2;

    public Booster {
        if (leaves < 1 || leaves > MOST_LEAVES) {
            throw new IllegalArgumentException("a tree has 1 to " + MOST_LEAVES + " leaves, was to have " + leaves);
        }
    }

    /** What is to be small. */
    public enum Loss {
        /** squares of what the target differs by */
        SQUARES {
            @Override
            void gradient(double sum, float target, int i, float[] gradient, float[] curvature) {
                gradient[i] = (float) (sum - target);
                curvature[i] = 1;
            }
        },
        /** surprise at a target of 0 or 1, the sum being its log odds */
        LOGISTIC {
            @Override
            void gradient(double sum, float target, int i, float[] gradient, float[] curvature) {
                double p = 1 / (1 + Math.exp(-sum));
                gradient[i] = (float) (p - target);
                curvature[i] = (float) Math.max(p * (1 - p), 1e-6);
            }
        };

        abstract void gradient(double sum, float target, int i, float[] gradient, float[] curvature);
    }

    private static final int PIECES = 16;

    /**
     * Adds the trees.
     *
     * @param targets row by row, all known
     * @param sums what is foretold before them, row by row; what is foretold with them afterwards
     */
    public void add(Trees trees, Columns columns, float[] targets, double[] sums, Work work) {
        int n = columns.size();
        var gradient = new float[n];
        var curvature = new float[n];
        var rowsOfTree = new int[n];
        for (int t = 0; t < count; t++) {
            work.goOn();
            work.each(PIECES, piece -> {
                for (int i = from(n, piece); i < from(n, piece + 1); i++) {
                    loss.gradient(sums[i], targets[i], i, gradient, curvature);
                }
            });
            var random = new Random(seed * 1_000_003 + t);
            int m = 0;
            for (int i = 0; i < n; i++) {
                if (random.nextDouble() < rows) {
                    rowsOfTree[m++] = i;
                }
            }
            int[] some = IntStream.range(0, columns.bins().features())
                    .filter(f -> random.nextDouble() < features)
                    .toArray();
            new Growth(this, trees, columns, gradient, curvature, rowsOfTree, some, work).grow(m);
            work.each(PIECES, piece -> {
                for (int i = from(n, piece); i < from(n, piece + 1); i++) {
                    sums[i] += trees.last(columns, i);
                }
            });
        }
        trees.trim();
    }

    private static int from(int n, int piece) {
        return (int) ((long) n * piece / PIECES);
    }
}
