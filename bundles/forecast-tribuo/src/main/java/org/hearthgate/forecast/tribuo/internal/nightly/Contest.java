package org.hearthgate.forecast.tribuo.internal.nightly;

import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Moments;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.model.Prior;

/**
 * How good a model was on days that it had not learned from. Of each horizon both matter: how far off the glucose was, and how surprised
 * it was by lows.
 *
 * @param squaredError by horizon, mean, (mg/dL)²
 * @param logLoss by horizon, mean, in nats
 * @param moments how many were judged
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared as a whole
record Contest(double[] squaredError, double[] logLoss, int moments) {
    /** So much worse in one of them is no worse: it comes of where the days begin and end. */
    private static final double SAME = 1.005;

    private static final double SUREST = 1e-6;

    /** {@return how good the model was from one minute on until another} */
    static Contest of(
            PersonModel model, Prior prior, History history, int from, int until, int clockAheadMinutes, Work work) {
        var error = new double[Horizon.values().length];
        var loss = new double[Horizon.values().length];
        var errors = new int[Horizon.values().length];
        var losses = new int[Horizon.values().length];
        Channel glucose = history.glucose;
        int[] due = Moments.due(glucose, from, until);
        for (int i : due) {
            work.goOn();
            Prediction said = model.predict(prior, Features.at(history, i, clockAheadMinutes));
            for (Horizon horizon : Horizon.values()) {
                int h = horizon.ordinal();
                double came = Outcome.change(glucose, i, horizon.minutes(), until);
                double off = came + glucose.value(i) - said.mgPerDl(horizon.minutes() / 5);
                if (!Double.isNaN(off)) {
                    error[h] += off * off;
                    errors[h]++;
                }
                float low = Outcome.newLow(glucose, i, horizon.minutes(), until);
                if (!Float.isNaN(low)) {
                    double p = Math.max(SUREST, Math.min(1 - SUREST, said.probabilityOfLow(horizon)));
                    loss[h] -= Math.log(low == 1 ? p : 1 - p);
                    losses[h]++;
                }
            }
        }
        for (int h = 0; h < error.length; h++) {
            error[h] /= Math.max(1, errors[h]);
            loss[h] /= Math.max(1, losses[h]);
        }
        return new Contest(error, loss, due.length);
    }

    /** {@return whether it was not worse than the other one on the same days} */
    boolean isNotWorseThan(Contest other) {
        double errors = 0;
        double losses = 0;
        for (int h = 0; h < squaredError.length; h++) {
            errors += ratio(squaredError[h], other.squaredError[h]) / squaredError.length;
            losses += ratio(logLoss[h], other.logLoss[h]) / logLoss.length;
        }
        return errors <= SAME && losses <= SAME;
    }

    private static double ratio(double one, double other) {
        return other > 0 ? one / other : one > 0 ? Double.POSITIVE_INFINITY : 1;
    }
}
