package org.hearthgate.forecast.tribuo.internal.boosting;

/**
 * Shapley values of trees by the paths through them (Lundberg 2018, path-dependent), slow and plain: a yardstick for the shares that are
 * served. How many rows pass a node is counted on given rows.
 */
public final class TreeShap {
    private final Trees trees;
    private final int[] passed;

    /** @param background at least one row */
    public TreeShap(Trees trees, float[][] background) {
        this.trees = trees;
        passed = new int[trees.nodes];
        for (float[] row : background) {
            for (int t = 0; t < trees.trees; t++) {
                int node = trees.roots[t];
                passed[node]++;
                while ((trees.feature[node] & 255) != Trees.LEAF) {
                    node = next(node, row);
                    passed[node]++;
                }
            }
        }
    }

    private int next(int node, float[] row) {
        float asked = row[trees.feature[node] & 255];
        boolean left = Float.isNaN(asked)
                ? trees.isUnknownLeft(node)
                : asked <= trees.bins.edge(trees.feature[node] & 255, trees.edge[node] & 255);
        return left ? node + 1 : trees.right(node);
    }

    /** Adds each feature's value, times a weight. */
    public void add(float[] row, double weight, double[] shares) {
        for (int t = 0; t < trees.trees; t++) {
            walk(trees.roots[t], row, new Path(), 1, 1, -1, weight, shares);
        }
    }

    /** The features asked so far: the share of rows that pass when it is unknown, whether this row passes, and the weights of the subsets. */
    private static final class Path {
        private final int[] feature = new int[40];
        private final double[] zero = new double[40];
        private final double[] one = new double[40];
        private final double[] weight = new double[40];
        private int length;

        Path copy() {
            var copy = new Path();
            System.arraycopy(feature, 0, copy.feature, 0, length);
            System.arraycopy(zero, 0, copy.zero, 0, length);
            System.arraycopy(one, 0, copy.one, 0, length);
            System.arraycopy(weight, 0, copy.weight, 0, length);
            copy.length = length;
            return copy;
        }

        void extend(double z, double o, int f) {
            int l = length;
            feature[l] = f;
            zero[l] = z;
            one[l] = o;
            weight[l] = l == 0 ? 1 : 0;
            for (int i = l - 1; i >= 0; i--) {
                weight[i + 1] += o * weight[i] * (i + 1) / (l + 1);
                weight[i] = z * weight[i] * (l - i) / (l + 1);
            }
            length++;
        }

        void unwind(int at) {
            int l = length - 1;
            double n = weight[l];
            double o = one[at];
            double z = zero[at];
            for (int j = l - 1; j >= 0; j--) {
                if (o != 0) {
                    double before = weight[j];
                    weight[j] = n * (l + 1) / ((j + 1) * o);
                    n = before - weight[j] * z * (l - j) / (l + 1);
                } else {
                    weight[j] = weight[j] * (l + 1) / (z * (l - j));
                }
            }
            for (int j = at; j < l; j++) {
                feature[j] = feature[j + 1];
                zero[j] = zero[j + 1];
                one[j] = one[j + 1];
            }
            length--;
        }

        double sumWithout(int at) {
            Path without = copy();
            without.unwind(at);
            double sum = 0;
            for (int i = 0; i < without.length; i++) {
                sum += without.weight[i];
            }
            return sum;
        }
    }

    private void walk(int node, float[] row, Path before, double z, double o, int f, double weight, double[] shares) {
        Path path = before.copy();
        path.extend(z, o, f);
        int asked = trees.feature[node] & 255;
        if (asked == Trees.LEAF) {
            for (int i = 1; i < path.length; i++) {
                shares[path.feature[i]] +=
                        weight * path.sumWithout(i) * (path.one[i] - path.zero[i]) * trees.value[node];
            }
            return;
        }
        int hot = next(node, row);
        int cold = hot == node + 1 ? trees.right(node) : node + 1;
        double zeroOfOld = 1;
        double oneOfOld = 1;
        for (int i = 1; i < path.length; i++) {
            if (path.feature[i] == asked) {
                zeroOfOld = path.zero[i];
                oneOfOld = path.one[i];
                path.unwind(i);
                break;
            }
        }
        double all = Math.max(1e-9, passed[hot] + passed[cold]);
        double hotShare = passed[hot] + passed[cold] == 0 ? 0.5 : Math.max(1e-6, passed[hot] / all);
        double coldShare = passed[hot] + passed[cold] == 0 ? 0.5 : Math.max(1e-6, passed[cold] / all);
        walk(hot, row, path, zeroOfOld * hotShare, oneOfOld, asked, weight, shares);
        walk(cold, row, path, zeroOfOld * coldShare, 0, asked, weight, shares);
    }
}
