package org.hearthgate.forecast.tribuo.internal.model;

import java.util.EnumMap;
import java.util.Map;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;

/**
 * What one person's own days add to what was believed before them. Immutable and thread-safe once trained.
 *
 * <p>A part that was not better than the prior on the person's own later days is left out: its trees are empty.
 */
public final class PersonModel {
    final Stage stage;
    final Map<Horizon, Intervals> intervals = new EnumMap<>(Horizon.class);
    final Map<Horizon, PlattScaling> scaling = new EnumMap<>(Horizon.class);

    PersonModel(Stage stage, Prior prior) {
        this.stage = stage;
        for (Horizon horizon : Horizon.values()) {
            intervals.put(horizon, prior.intervals(horizon));
            scaling.put(horizon, PlattScaling.NONE);
        }
    }

    /** {@return a model that adds nothing} */
    public static PersonModel nothing(Bins bins, Prior prior) {
        return new PersonModel(Stage.empty(bins), prior);
    }

    /** {@return whether it says anything of its own} */
    public boolean isEmpty() {
        return stage.change.values().stream().allMatch(trees -> trees.size() == 0)
                && stage.low.values().stream().allMatch(trees -> trees.size() == 0);
    }

    public Bins bins() {
        return stage.bins();
    }

    Outlook outlook(Prior prior, Horizon horizon, float[] row) {
        return scaled(horizon, unscaled(prior, horizon, row));
    }

    Outlook unscaled(Prior prior, Horizon horizon, float[] row) {
        return prior.outlook(horizon, row).plus(stage.change(horizon, row), stage.low(horizon, row));
    }

    Outlook scaled(Horizon horizon, Outlook said) {
        return new Outlook(said.change(), scaling.get(horizon).apply(said.logOdds()), said.spread());
    }

    /** {@return how far each feature moved what is said of a horizon} @param row the features at one reading */
    public Shares shares(Said said, Prior prior, Horizon horizon, float[] row) {
        Shares shares = prior.shares(said, horizon, row);
        shares.add(stage.trees(said, horizon), row, 1);
        if (said == Said.LOW) {
            shares.scale(scaling.get(horizon));
        }
        return shares;
    }

    /** {@return what is to be expected} @param row the features at one reading */
    public Prediction predict(Prior prior, float[] row) {
        var outlooks = new EnumMap<Horizon, Outlook>(Horizon.class);
        for (Horizon horizon : Horizon.values()) {
            outlooks.put(horizon, outlook(prior, horizon, row));
        }
        return new Prediction(row, outlooks, intervals, prior.path());
    }
}
