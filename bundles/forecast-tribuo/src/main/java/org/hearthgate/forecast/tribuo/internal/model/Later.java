package org.hearthgate.forecast.tribuo.internal.model;

/** A person's later moments, on which what was learned of the earlier ones is judged. */
final class Later {
    /** A person's later days are few: what is as good there is, over people, better. */
    private static final double NOT_WORSE = 1.005;

    private final Examples examples;
    private final BinnedPrior prior;
    private final Horizon horizon;
    private final int from;

    Later(Examples examples, BinnedPrior prior, Horizon horizon, int from) {
        this.examples = examples;
        this.prior = prior;
        this.horizon = horizon;
        this.from = from;
    }

    boolean isChangeNoWorseWith(Stage stage) {
        float[] came = examples.change[horizon.ordinal()];
        double without = 0;
        double with = 0;
        for (int i = from; i < came.length; i++) {
            if (!Float.isNaN(came[i])) {
                double off =
                        came[i] - prior.outlook(horizon, examples.columns, i).change();
                double then = off - stage.change(horizon, examples.columns, i);
                without += off * off;
                with += then * then;
            }
        }
        return with <= NOT_WORSE * without;
    }

    boolean isLowNoWorseWith(Stage stage) {
        float[] came = examples.low[horizon.ordinal()];
        double without = 0;
        double with = 0;
        for (int i = from; i < came.length; i++) {
            if (!Float.isNaN(came[i])) {
                double logOdds = prior.outlook(horizon, examples.columns, i).logOdds();
                without += surprise(logOdds, came[i]);
                with += surprise(logOdds + stage.low(horizon, examples.columns, i), came[i]);
            }
        }
        return with <= NOT_WORSE * without;
    }

    private static double surprise(double logOdds, float came) {
        double towards = came == 1 ? -logOdds : logOdds;
        return towards > 30 ? towards : Math.log1p(Math.exp(towards));
    }

    /** How it would have been with those parts of the stage that help. */
    Judgement judge(Stage stage, boolean change, boolean low) {
        var judgement = new Judgement();
        for (int i = from; i < examples.size(); i++) {
            Outlook said = prior.outlook(horizon, examples.columns, i)
                    .plus(
                            change ? stage.change(horizon, examples.columns, i) : 0,
                            low ? stage.low(horizon, examples.columns, i) : 0);
            judgement.take(said, examples.change[horizon.ordinal()][i], examples.low[horizon.ordinal()][i]);
        }
        return judgement;
    }
}
