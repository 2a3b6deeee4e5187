package org.hearthgate.forecast.tribuo.internal.compare;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Booster;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;
import org.hearthgate.forecast.tribuo.internal.boosting.Trees;
import org.hearthgate.forecast.tribuo.internal.boosting.TreesFile;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.linear.LinearFeatures;

/** Our own boosting on histograms, with the columns that the others see or with all features of the glucose. */
final class OwnBoosting implements Candidate {
    private static final Booster CHANGE = new Booster(Booster.Loss.SQUARES, 200, 31, 100, 0.06, 5, 0.5, 0.4, 1);
    private static final Booster LOW = new Booster(Booster.Loss.LOGISTIC, 150, 15, 100, 0.06, 5, 0.5, 0.4, 2);

    private final boolean all;

    OwnBoosting(boolean all) {
        this.all = all;
    }

    @Override
    public String name() {
        return all
                ? "own boosting, all " + Features.ofGlucose() + " features of glucose"
                : "own boosting on histograms";
    }

    private float[] row(Case one) {
        return all ? Arrays.copyOf(one.row(), Features.ofGlucose()) : LinearFeatures.of(one.row());
    }

    @Override
    public Trained train(List<Case> cases) {
        float[][] rows = cases.stream().map(this::row).toArray(float[][]::new);
        Bins bins = Bins.of(rows, rows[0].length);
        var change = new Trees[Case.HORIZONS.length];
        var low = new Trees[Case.HORIZONS.length];
        var base = new double[Case.HORIZONS.length];
        for (int h = 0; h < Case.HORIZONS.length; h++) {
            int horizon = h;
            change[h] = trees(bins, rows, cases, CHANGE, one -> one.change()[horizon], 0);
            double lows = cases.stream().filter(one -> one.low()[horizon] == 1).count();
            double others =
                    cases.stream().filter(one -> one.low()[horizon] == 0).count();
            base[h] = Math.log(lows / others);
            low[h] = trees(bins, rows, cases, LOW, one -> one.low()[horizon], base[h]);
        }
        return new Trained() {
            @Override
            public double change(Case one, int horizon) {
                return change[horizon].sum(row(one));
            }

            @Override
            public double low(Case one, int horizon) {
                return 1 / (1 + Math.exp(-base[horizon] - low[horizon].sum(row(one))));
            }

            @Override
            public long bytes() throws IOException {
                var out = new ByteArrayOutputStream();
                var data = new DataOutputStream(out);
                TreesFile.write(bins, data);
                for (int h = 0; h < Case.HORIZONS.length; h++) {
                    TreesFile.write(change[h], data);
                    TreesFile.write(low[h], data);
                }
                return out.size();
            }
        };
    }

    private static Trees trees(
            Bins bins, float[][] rows, List<Case> cases, Booster booster, Function<Case, Float> target, double base) {
        var columns = new Columns(bins);
        var targets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            float known = target.apply(cases.get(i));
            if (!Float.isNaN(known)) {
                targets[columns.size()] = known;
                columns.add(rows[i]);
            }
        }
        var sums = new double[columns.size()];
        Arrays.fill(sums, base);
        var trees = new Trees(bins);
        booster.add(trees, columns, Arrays.copyOf(targets, columns.size()), sums, Work.quietly(() -> false));
        return trees;
    }
}
