package org.hearthgate.forecast.tribuo.internal.model;

import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;

/** Some of a person's moments, to train from. */
final class Part {
    private final Examples examples;
    private final BinnedPrior prior;
    private final Horizon horizon;
    private final int from;
    private final int to;

    Part(Examples examples, BinnedPrior prior, Horizon horizon, int from, int to) {
        this.examples = examples;
        this.prior = prior;
        this.horizon = horizon;
        this.from = from;
        this.to = to;
    }

    void train(PersonTraining training, Stage stage, Work work) {
        trainChange(training, stage, work);
        trainLow(training, stage, work);
    }

    void trainChange(PersonTraining training, Stage stage, Work work) {
        TrainingSet set = set(examples.change[horizon.ordinal()]);
        double[] sums = said(examples.change[horizon.ordinal()], false);
        training.change().add(stage.change.get(horizon), set.columns(), set.targets(), sums, work);
    }

    void trainLow(PersonTraining training, Stage stage, Work work) {
        TrainingSet set = set(examples.low[horizon.ordinal()]);
        double[] sums = said(examples.low[horizon.ordinal()], true);
        training.low().add(stage.low.get(horizon), set.columns(), set.targets(), sums, work);
    }

    private TrainingSet set(float[] targets) {
        var set = new TrainingSet(examples.columns.bins());
        set.add(examples.columns, only(targets));
        return set;
    }

    private float[] only(float[] targets) {
        float[] some = targets.clone();
        Arrays.fill(some, 0, from, Float.NaN);
        Arrays.fill(some, to, some.length, Float.NaN);
        return some;
    }

    /** What the prior says of those whose target is known. */
    private double[] said(float[] targets, boolean low) {
        float[] some = only(targets);
        var said = new double[some.length];
        int n = 0;
        for (int i = 0; i < some.length; i++) {
            if (!Float.isNaN(some[i])) {
                Outlook outlook = prior.outlook(horizon, examples.columns, i);
                said[n++] = low ? outlook.logOdds() : outlook.change();
            }
        }
        return Arrays.copyOf(said, n);
    }
}
