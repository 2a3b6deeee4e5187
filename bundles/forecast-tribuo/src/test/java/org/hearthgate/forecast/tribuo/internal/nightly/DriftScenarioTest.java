package org.hearthgate.forecast.tribuo.internal.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.junit.jupiter.api.Test;

/** An illness: from one day to the next insulin does 40 % less than a person's model has learned. */
class DriftScenarioTest {
    private static final double HOURS = 48;

    @Test
    void the_watch_finds_it_within_two_days_and_who_speaks_then_is_better_than_the_stale_champion() {
        PopulationModel people = SmallPopulation.manyKinds();
        for (long somebody : new long[] {0, 3}) {
            Kept kept = Illness.learned(people, somebody);
            Illness.Course ill = Illness.course(people, kept, somebody, 0.6);
            assertThat(ill.setAsideAfterHours())
                    .as("hours until the model of %d was set aside", somebody)
                    .isBetween(1.0, HOURS);
            assertThat(ill.rmseServed())
                    .as("RMSE of 60 min from then on, for %d", somebody)
                    .isLessThan(ill.rmseOwn());
            Illness.Course well = Illness.course(people, kept, somebody, 1);
            assertThat(well.setAsideAfterHours()).as("nobody is ill").isNaN();
            assertThat(well.rmseOwn()).as("a healthy week of %d", somebody).isLessThan(well.rmsePeople());
        }
    }
}
