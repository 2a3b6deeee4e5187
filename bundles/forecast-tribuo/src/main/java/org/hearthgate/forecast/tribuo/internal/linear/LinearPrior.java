package org.hearthgate.forecast.tribuo.internal.linear;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.Intervals;
import org.hearthgate.forecast.tribuo.internal.model.Outlook;
import org.hearthgate.forecast.tribuo.internal.model.PathShape;
import org.hearthgate.forecast.tribuo.internal.model.Prior;
import org.hearthgate.forecast.tribuo.internal.model.Said;
import org.hearthgate.forecast.tribuo.internal.model.Shares;

/**
 * Lets a person's simple model speak. What it cannot tell, other people's models do: how far off a forecast is at such a moment, how the path
 * bends, and how likely a low is of somebody who is seldom low.
 *
 * @param models the person's
 * @param others what other people's days teach
 */
public record LinearPrior(LinearModels models, Prior others) implements Prior {
    public LinearPrior {
        requireNonNull(models, "models");
        requireNonNull(others, "others");
    }

    @Override
    public Outlook outlook(Horizon horizon, float[] row) {
        Outlook theirs = others.outlook(horizon, row);
        return new Outlook(
                models.change(horizon).at(row),
                models.low(horizon).map(model -> model.at(row)).orElse(theirs.logOdds()),
                theirs.spread());
    }

    /** A term is a reason, exactly. */
    @Override
    public Shares shares(Said said, Horizon horizon, float[] row) {
        Optional<LinearModel> model = said == Said.CHANGE ? Optional.of(models.change(horizon)) : models.low(horizon);
        if (model.isEmpty()) {
            return others.shares(said, horizon, row);
        }
        var shares = new Shares();
        model.get().terms().forEach(term -> shares.add(term.feature(), term.contribution(row)));
        shares.addRest(model.get().intercept());
        return shares;
    }

    @Override
    public Intervals intervals(Horizon horizon) {
        return others.intervals(horizon);
    }

    @Override
    public PathShape path() {
        return others.path();
    }
}
