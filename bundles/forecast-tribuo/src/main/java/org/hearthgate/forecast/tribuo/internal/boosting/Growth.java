package org.hearthgate.forecast.tribuo.internal.boosting;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Grows one tree, always where it gains most. */
final class Growth {
    /** Below this many rows, dividing the work costs more than it brings. */
    private static final int WORTH_DIVIDING = 4000;

    private static final int CELL = 3;

    private final Booster booster;
    private final Trees trees;
    private final Columns columns;
    private final float[] gradient;
    private final float[] curvature;
    private final int[] rows;
    private final int[] features;
    private final Work work;
    private final int[] aside;

    Growth(
            Booster booster,
            Trees trees,
            Columns columns,
            float[] gradient,
            float[] curvature,
            int[] rows,
            int[] features,
            Work work) {
        this.booster = booster;
        this.trees = trees;
        this.columns = columns;
        this.gradient = gradient;
        this.curvature = curvature;
        this.rows = rows;
        this.features = features;
        this.work = work;
        this.aside = new int[rows.length];
    }

    /** Some of the rows, and the best question to ask of them. */
    private static final class Branch {
        private final int from;
        private final int to;
        private final double gradient;
        private final double curvature;
        private double[][] histograms;
        private double gain;
        private int feature = -1;
        private int edge;
        private boolean unknownLeft;
        private double leftGradient;
        private double leftCurvature;
        private Branch left;
        private Branch right;

        Branch(int from, int to, double gradient, double curvature) {
            this.from = from;
            this.to = to;
            this.gradient = gradient;
            this.curvature = curvature;
        }

        int size() {
            return to - from;
        }
    }

    /** @param m how many of the rows it sees, from the first on */
    void grow(int m) {
        double g = 0;
        double c = 0;
        for (int k = 0; k < m; k++) {
            g += gradient[rows[k]];
            c += curvature[rows[k]];
        }
        var root = new Branch(0, m, g, c);
        root.histograms = histograms(root);
        ask(root);
        var open = new PriorityQueue<Branch>(Comparator.comparingDouble((Branch branch) -> -branch.gain));
        open.add(root);
        for (int leaves = 1; leaves < booster.leaves() && !open.isEmpty(); ) {
            Branch branch = open.remove();
            if (branch.feature >= 0) {
                divide(branch);
                open.addAll(List.of(branch.left, branch.right));
                leaves++;
            }
        }
        trees.beginTree();
        write(root);
    }

    private void write(Branch branch) {
        float value = (float) (-booster.rate() * branch.gradient / (branch.curvature + booster.ridge()));
        if (branch.left == null) {
            trees.node(Trees.LEAF, 0, false, value);
            return;
        }
        int node = trees.node(branch.feature, branch.edge, branch.unknownLeft, value);
        write(branch.left);
        trees.rightIsNext(node);
        write(branch.right);
    }

    private void divide(Branch branch) {
        int middle = sort(branch);
        branch.left = new Branch(branch.from, middle, branch.leftGradient, branch.leftCurvature);
        branch.right = new Branch(
                middle, branch.to, branch.gradient - branch.leftGradient, branch.curvature - branch.leftCurvature);
        Branch less = branch.left.size() < branch.right.size() ? branch.left : branch.right;
        Branch more = less == branch.left ? branch.right : branch.left;
        less.histograms = histograms(less);
        more.histograms = branch.histograms; // what the other half does not have
        branch.histograms = null;
        for (int f = 0; f < features.length; f++) {
            for (int k = 0; k < CELL * Bins.CODES; k++) {
                more.histograms[f][k] -= less.histograms[f][k];
            }
        }
        ask(less);
        ask(more);
    }

    /** Puts the rows that go to the left before the others. {@return where the others begin} */
    private int sort(Branch branch) {
        byte[] codes = columns.codes(branch.feature);
        int left = branch.from;
        int others = 0;
        for (int k = branch.from; k < branch.to; k++) {
            int code = codes[rows[k]] & 255;
            if (code == Bins.UNKNOWN ? branch.unknownLeft : code <= branch.edge) {
                rows[left++] = rows[k];
            } else {
                aside[others++] = rows[k];
            }
        }
        System.arraycopy(aside, 0, rows, left, others);
        return left;
    }

    private double[][] histograms(Branch branch) {
        var histograms = new double[features.length][CELL * Bins.CODES];
        Work with = branch.size() > WORTH_DIVIDING ? work : Work.quietly(work.cancelled());
        with.each(features.length, f -> {
            double[] histogram = histograms[f];
            byte[] codes = columns.codes(features[f]);
            for (int k = branch.from; k < branch.to; k++) {
                int row = rows[k];
                int cell = CELL * (codes[row] & 255);
                histogram[cell] += gradient[row];
                histogram[cell + 1] += curvature[row];
                histogram[cell + 2]++;
            }
        });
        return histograms;
    }

    /** Finds the question after which least is left. */
    private void ask(Branch branch) {
        if (branch.size() < 2 * booster.leastRows()) {
            return;
        }
        double whole = branch.gradient * branch.gradient / (branch.curvature + booster.ridge());
        for (int f = 0; f < features.length; f++) {
            double[] histogram = branch.histograms[f];
            int unknown = CELL * Bins.UNKNOWN;
            boolean anyUnknown = histogram[unknown + 2] > 0;
            double g = 0;
            double c = 0;
            double n = 0;
            for (int edge = 0; edge < columns.bins().edges(features[f]); edge++) {
                g += histogram[CELL * edge];
                c += histogram[CELL * edge + 1];
                n += histogram[CELL * edge + 2];
                consider(branch, whole, f, edge, false, g, c, n);
                if (anyUnknown) {
                    consider(
                            branch,
                            whole,
                            f,
                            edge,
                            true,
                            g + histogram[unknown],
                            c + histogram[unknown + 1],
                            n + histogram[unknown + 2]);
                }
            }
        }
    }

    private void consider(
            Branch branch, double whole, int f, int edge, boolean unknownLeft, double g, double c, double n) {
        if (n < booster.leastRows() || branch.size() - n < booster.leastRows()) {
            return;
        }
        double otherG = branch.gradient - g;
        double gain =
                g * g / (c + booster.ridge()) + otherG * otherG / (branch.curvature - c + booster.ridge()) - whole;
        if (gain > branch.gain + 1e-9) {
            branch.gain = gain;
            branch.feature = features[f];
            branch.edge = edge;
            branch.unknownLeft = unknownLeft;
            branch.leftGradient = g;
            branch.leftCurvature = c;
        }
    }
}
