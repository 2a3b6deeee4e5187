package org.hearthgate.forecast.tribuo.internal.model;

import java.util.EnumMap;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Moments;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;

/** Fits anew how sure a model may be and how wide its intervals have to be, by a person's last days. What it forecasts stays the same. */
public final class Recalibration {
    /** With fewer lows nobody can say how sure one may be. */
    private static final int LEAST_LOWS = 60;

    private Recalibration() {}

    /**
     * {@return the model so calibrated; with few days nearly as the prior is}
     *
     * @param from epoch minute of the first of the days to judge by
     * @param knownBefore epoch minute of their end
     */
    public static PersonModel of(
            PersonModel model,
            Prior prior,
            History history,
            int from,
            int knownBefore,
            int clockAheadMinutes,
            Work work) {
        var judgements = new EnumMap<Horizon, Judgement>(Horizon.class);
        for (Horizon horizon : Horizon.values()) {
            judgements.put(horizon, new Judgement());
        }
        for (int i : Moments.due(history.glucose, from, knownBefore)) {
            work.goOn();
            float[] row = Features.at(history, i, clockAheadMinutes);
            judgements.forEach((horizon, judgement) -> judgement.take(
                    model.unscaled(prior, horizon, row),
                    Outcome.change(history.glucose, i, horizon.minutes(), knownBefore),
                    Outcome.newLow(history.glucose, i, horizon.minutes(), knownBefore)));
        }
        var fitted = PersonModel.nothing(model.bins(), prior);
        judgements.forEach((horizon, judgement) -> {
            fitted.stage.change.put(horizon, model.stage.change.get(horizon));
            fitted.stage.low.put(horizon, model.stage.low.get(horizon));
            PersonTraining.widen(fitted, prior, horizon, judgement);
            if (judgement.lows() >= LEAST_LOWS) {
                fitted.scaling.put(horizon, judgement.scaling());
            }
        });
        return fitted;
    }
}
