package org.hearthgate.forecast.tribuo.internal.nightly;

import java.util.EnumMap;
import java.util.Map;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;
import org.hearthgate.forecast.tribuo.internal.model.BinnedPrior;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.Intervals;
import org.hearthgate.forecast.tribuo.internal.model.Outlook;
import org.hearthgate.forecast.tribuo.internal.model.PathShape;
import org.hearthgate.forecast.tribuo.internal.model.Said;
import org.hearthgate.forecast.tribuo.internal.model.Shares;

/**
 * Asks other people's models once about each of a person's moments, for a training asks many times and their thousands of trees are most of
 * its time. For one list of moments and what it begins with: the same number always means the same moment. Not thread-safe.
 */
final class RememberedPrior implements BinnedPrior {
    private final BinnedPrior prior;
    private final Map<Horizon, Outlook[]> outlooks = new EnumMap<>(Horizon.class);

    /** @param moments how many there are at most */
    RememberedPrior(BinnedPrior prior, int moments) {
        this.prior = prior;
        for (Horizon horizon : Horizon.values()) {
            outlooks.put(horizon, new Outlook[moments]);
        }
    }

    @Override
    public Outlook outlook(Horizon horizon, float[] row) {
        return prior.outlook(horizon, row);
    }

    @Override
    public Outlook outlook(Horizon horizon, Columns columns, int i) {
        Outlook[] known = outlooks.get(horizon);
        if (known[i] == null) {
            known[i] = prior.outlook(horizon, columns, i);
        }
        return known[i];
    }

    @Override
    public Shares shares(Said said, Horizon horizon, float[] row) {
        return prior.shares(said, horizon, row);
    }

    @Override
    public Intervals intervals(Horizon horizon) {
        return prior.intervals(horizon);
    }

    @Override
    public PathShape path() {
        return prior.path();
    }
}
