package org.hearthgate.forecast.tribuo.internal.model;

/** Fits anew how sure a model may be and how wide its intervals have to be, by a person's last days. What it forecasts stays the same. */
public final class Recalibration {
    /** With fewer lows nobody can say how sure one may be. */
    private static final int LEAST_LOWS = 60;

    private Recalibration() {}

    /** {@return the model so calibrated; with few days nearly as the prior is} @param examples of the days to judge by, binned by its bins */
    public static PersonModel of(PersonModel model, Prior prior, Examples examples) {
        var fitted = PersonModel.nothing(model.bins(), prior);
        for (Horizon horizon : Horizon.values()) {
            fitted.stage.change.put(horizon, model.stage.change.get(horizon));
            fitted.stage.low.put(horizon, model.stage.low.get(horizon));
            Judgement judgement = new Later(examples, prior, horizon, 0).judge(model.stage, true, true);
            PersonTraining.widen(fitted, prior, horizon, judgement);
            if (judgement.lows() >= LEAST_LOWS) {
                fitted.scaling.put(horizon, judgement.scaling());
            }
        }
        return fitted;
    }
}
