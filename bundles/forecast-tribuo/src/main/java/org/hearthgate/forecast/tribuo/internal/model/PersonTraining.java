package org.hearthgate.forecast.tribuo.internal.model;

import org.hearthgate.forecast.tribuo.internal.boosting.Booster;
import org.hearthgate.forecast.tribuo.internal.boosting.Booster.Loss;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;

/**
 * Learns what a person's own days add. On their earlier days a challenger is trained for each part and judged on the later ones; a part
 * that is no worse there is trained once more on all of them, and what does not help is left out. The later days also say how wide this
 * person's intervals have to be. How sure one may be of a low they do not say: scaled by one person's few lows, the probability told lows
 * from others worse, over people, than scaled by those of everybody.
 *
 * @param change trees for the change
 * @param low trees for the low
 */
public record PersonTraining(Booster change, Booster low) {
    /** On top of a prior from other people. */
    public static final PersonTraining ON_TOP = new PersonTraining(
            new Booster(Loss.SQUARES, 80, 8, 60, 0.04, 20, 0.5, 0.4, 11),
            new Booster(Loss.LOGISTIC, 40, 6, 100, 0.03, 5, 0.5, 0.4, 12));

    /** From nothing. */
    public static final PersonTraining ALONE = new PersonTraining(
            new Booster(Loss.SQUARES, 150, 15, 60, 0.05, 10, 0.5, 0.4, 13),
            new Booster(Loss.LOGISTIC, 100, 8, 60, 0.05, 10, 0.5, 0.4, 14));

    /** Fewer moments teach nothing. */
    static final int LEAST_MOMENTS = 500;

    private static final double EARLIER = 0.75;
    /** Intervals of a person count half as much as those of everybody at so many moments. */
    private static final double MOMENTS_HALFWAY = 2_000;

    /** {@return the model; an empty one where the days are too few} @param examples of all the days that may be used, binned by its own bins */
    public PersonModel train(Examples examples, BinnedPrior prior, Work work) {
        var model = PersonModel.nothing(examples.columns.bins(), prior);
        if (examples.size() < LEAST_MOMENTS) {
            return model;
        }
        int earlier = (int) (examples.size() * EARLIER);
        for (Horizon horizon : Horizon.values()) {
            var first = new Part(examples, prior, horizon, 0, earlier);
            var trial = PersonModel.nothing(examples.columns.bins(), prior);
            first.train(this, trial.stage, work);
            var later = new Later(examples, prior, horizon, earlier);
            boolean changeHelps = later.isChangeNoWorseWith(trial.stage);
            boolean lowHelps = later.isLowNoWorseWith(trial.stage);
            Judgement judgement = later.judge(trial.stage, changeHelps, lowHelps);
            widen(model, prior, horizon, judgement);
            var all = new Part(examples, prior, horizon, 0, examples.size());
            if (changeHelps) {
                all.trainChange(this, model.stage, work);
            }
            if (lowHelps) {
                all.trainLow(this, model.stage, work);
            }
        }
        return model;
    }

    /** Lets the intervals be as wide as these cases want them, the more so the more they are. */
    static void widen(PersonModel model, Prior prior, Horizon horizon, Judgement judgement) {
        if (judgement.cases() >= LEAST_MOMENTS / 4) {
            double share = judgement.cases() / (judgement.cases() + MOMENTS_HALFWAY / 4);
            model.intervals.put(horizon, prior.intervals(horizon).towards(judgement.intervals(), share));
        }
    }
}
