package org.hearthgate.forecast.tribuo.internal.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.model.BinnedPrior;
import org.hearthgate.forecast.tribuo.internal.model.Examples;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.model.Prior;
import org.hearthgate.forecast.tribuo.internal.model.Said;
import org.junit.jupiter.api.Test;

class LinearPriorTest {
    private static final int END = Days.FIRST_MINUTE + 20 * 1440;

    private final History history = Days.of(20, 7);
    private final Examples examples = Examples.of(history, Examples.bins(history, END, 60), 0, END, 60);
    private final Prior others = BinnedPrior.ofOwnDays(examples);
    private final LinearModels models = LinearTraining.train(
                    LinearExamples.of(history, 0, END, 60, LinearExamples.MOST), Work.quietly(() -> false))
            .orElseThrow();
    private final Prior linear = new LinearPrior(models, others);

    @Test
    void a_path_goes_through_what_the_simple_model_says_and_its_terms_are_the_whole_of_it() {
        var nothing = PersonModel.nothing(Examples.bins(history, END, 60), linear);
        for (int i = 1000; i < 1100; i += 10) {
            float[] row = Features.at(history, i, 60);
            Prediction said = nothing.predict(linear, row);
            double now = history.glucose.value(i);
            assertThat(said.mgPerDl(6))
                    .isCloseTo(Prediction.within(now + models.changeIn30().at(row)), within(1e-6));
            assertThat(said.mgPerDl(12))
                    .isCloseTo(Prediction.within(now + models.changeIn60().at(row)), within(1e-6));
            for (Horizon horizon : Horizon.values()) {
                assertThat(linear.shares(Said.CHANGE, horizon, row).total())
                        .isCloseTo(linear.outlook(horizon, row).change(), within(1e-9));
                assertThat(linear.shares(Said.LOW, horizon, row).total())
                        .isCloseTo(linear.outlook(horizon, row).logOdds(), within(1e-9));
            }
        }
    }

    @Test
    void of_somebody_too_seldom_low_other_people_say_how_likely_a_low_is() {
        var seldom = new LinearModels(models.changeIn30(), models.changeIn60(), Optional.empty(), Optional.empty());
        Prior without = new LinearPrior(seldom, others);
        float[] row = Features.at(history, 1000, 60);
        for (Horizon horizon : Horizon.values()) {
            assertThat(without.outlook(horizon, row).logOdds())
                    .isEqualTo(others.outlook(horizon, row).logOdds());
            assertThat(without.shares(Said.LOW, horizon, row).total())
                    .isEqualTo(others.shares(Said.LOW, horizon, row).total());
        }
    }
}
