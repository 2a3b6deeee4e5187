package org.hearthgate.forecast.tribuo.internal.model;

import org.hearthgate.forecast.tribuo.internal.boosting.Trees;

/** A person's model without one of its parts: where what was learned of lows does not hold, what was learned of the course may. */
public final class Parts {
    private Parts() {}

    /** {@return the model with the named parts alone; for the others the prior speaks} */
    public static PersonModel only(PersonModel model, Prior prior, boolean change, boolean low) {
        var some = PersonModel.nothing(model.bins(), prior);
        for (Horizon horizon : Horizon.values()) {
            if (change) {
                some.stage.change.put(horizon, model.stage.change.get(horizon));
                some.intervals.put(horizon, model.intervals.get(horizon));
            }
            some.stage.low.put(horizon, low ? model.stage.low.get(horizon) : new Trees(model.bins()));
            some.scaling.put(horizon, low ? model.scaling.get(horizon) : PlattScaling.NONE);
        }
        return some;
    }
}
