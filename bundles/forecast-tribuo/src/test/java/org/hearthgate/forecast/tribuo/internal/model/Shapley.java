package org.hearthgate.forecast.tribuo.internal.model;

import java.util.ArrayList;
import java.util.List;
import org.hearthgate.forecast.tribuo.internal.boosting.TreeShap;
import org.hearthgate.forecast.tribuo.internal.features.Features;

/** Shapley values of the change in 30 min, by everybody's model and a person's on top. */
public final class Shapley {
    private final List<TreeShap> members = new ArrayList<>();
    private final TreeShap own;

    public Shapley(PopulationModel population, PersonModel person, float[][] background) {
        for (Member member : population.members) {
            members.add(new TreeShap(member.stage.trees(Said.CHANGE, Horizon.MINUTES_30), background));
        }
        own = new TreeShap(person.stage.trees(Said.CHANGE, Horizon.MINUTES_30), background);
    }

    public double[] shares(float[] row) {
        var shares = new double[Features.names().size()];
        members.forEach(member -> member.add(row, 1.0 / members.size(), shares));
        own.add(row, 1, shares);
        return shares;
    }
}
