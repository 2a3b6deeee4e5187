package org.hearthgate.forecast.tribuo.internal.nightly;

import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.model.BinnedPrior;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;

/**
 * What other people's days teach, as it is used in this home.
 *
 * @param prior the models that may speak here
 * @param bins by which they read their rows
 * @param nothing what a person's own days add while nothing was learned of them
 * @param name as in its provenance
 */
public record Peoples(BinnedPrior prior, Bins bins, PersonModel nothing, String name) {
    /** {@return the model for everybody} @param leaveOut whom only those models may speak for that have not learned from them; empty: nobody */
    public static Peoples of(PopulationModel model, String leaveOut) {
        PopulationModel.View prior = model.of(leaveOut);
        return new Peoples(
                prior,
                model.bins(),
                PersonModel.nothing(model.bins(), prior),
                model.provenance().name());
    }
}
