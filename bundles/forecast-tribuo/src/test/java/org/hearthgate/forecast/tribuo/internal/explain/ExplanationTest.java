package org.hearthgate.forecast.tribuo.internal.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hearthgate.api.forecast.Reason;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.model.BinnedPrior;
import org.hearthgate.forecast.tribuo.internal.model.Examples;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.PersonTraining;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.model.PopulationTraining;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.model.Said;
import org.hearthgate.forecast.tribuo.internal.model.Shares;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static PopulationTraining.Person person;
    private static BinnedPrior prior;
    private static PersonModel model;

    /** A model for everybody of three, and a person's own on top. */
    @BeforeAll
    static void train() {
        PopulationModel population = PopulationTraining.train(
                "trial",
                List.of(InventedPerson.of(11, 5), InventedPerson.of(12, 5), InventedPerson.of(13, 5)),
                2,
                PopulationTraining.Size.SMALL,
                List.of(),
                Work.withAllCores(),
                line -> {});
        person = InventedPerson.of(14, 20);
        Bins bins = population.bins().with(Examples.bins(person.history(), person.knownBefore(), 60));
        Examples examples = Examples.of(person.history(), bins, 0, person.knownBefore(), 60);
        prior = population.of("somebody new");
        model = PersonTraining.ON_TOP.train(examples, prior, Work.withAllCores());
    }

    /** Rows of the person, and such as nobody has: every feature drawn by lot, some unknown. */
    private static float[] row(Random lot, int i) {
        float[] row = Features.at(person.history(), 300 + 7 * i, 60);
        if (i % 2 == 1) {
            for (int f = 0; f < row.length; f++) {
                row[f] = lot.nextInt(9) == 0 ? Float.NaN : row[f] + (float) (40 * lot.nextGaussian());
            }
        }
        return row;
    }

    @Test
    void the_shares_and_the_rest_are_the_forecast_itself() {
        assertThat(model.isEmpty()).isFalse();
        var lot = new Random(3);
        for (int i = 0; i < 500; i++) {
            float[] row = row(lot, i);
            Prediction said = model.predict(prior, row);
            for (Horizon horizon : Horizon.values()) {
                double change = model.shares(Said.CHANGE, prior, horizon, row).total();
                double expected = Math.max(40, Math.min(400, row[0] + change));
                assertThat(said.mgPerDl(horizon.minutes() / 5)).isCloseTo(expected, within(1e-6));
            }
            double logOdds =
                    model.shares(Said.LOW, prior, Horizon.MINUTES_30, row).total();
            assertThat(said.probabilityOfLow(Horizon.MINUTES_30)).isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-6));
        }
    }

    @Test
    void what_is_told_goes_all_the_way_the_forecast_goes_and_is_in_the_data() {
        var lot = new Random(4);
        int told = 0;
        for (int i = 0; i < 500; i++) {
            float[] row = row(lot, i);
            Shares shares = model.shares(Said.CHANGE, prior, Horizon.MINUTES_30, row);
            List<Reason> reasons = Explanation.of(model, prior, row);
            told += reasons.size();
            assertThat(reasons).hasSizeLessThanOrEqualTo(3).allSatisfy(reason -> {
                assertThat(reason.shareMgPerDl() * shares.total()).isPositive();
                assertThat(reason.value()).isFinite();
            });
            assertThat(reasons).extracting(Reason::kind).doesNotHaveDuplicates();
        }
        assertThat(told).isGreaterThan(200);
    }

    @ParameterizedTest(name = "a change of {0} with {2} of {1}: {3}")
    @CsvSource({
        "-20, slope of 15 min, -2, true",
        "-20, slope of 15 min, 0.5, false",
        "20, slope of 15 min, 0.5, true",
        "-20, 'insulin on board, U', 1.4, true",
        "20, 'insulin on board, U', 1.4, false",
        "-20, 'insulin on board, U', 0, false",
        "-20, 'insulin on board, U', NaN, false",
        "20, 'carbohydrate on board, g', 20, true",
        "-20, 'carbohydrate on board, g', 20, false",
        "-20, steps of 30 min, 1800, true",
        "-20, steps of 30 min, 100, false",
        "20, steps of 30 min, 1800, false",
        "20, minutes since a low, 40, true",
        "20, minutes since a low, 1440, false",
        "-20, heart rate above the day's, 25, true",
        "-20, asleep, 0, false",
        "-20, asleep, 1, true",
        "-20, usual change of 60 min, -12, true",
        "-20, usual change of 60 min, 12, false",
    })
    void a_reason_is_told_only_where_somebody_would_expect_that_of_it(
            double change, String feature, float value, boolean told) {
        var row = new float[Features.names().size()];
        Arrays.fill(row, Float.NaN);
        int column = Features.names().indexOf(feature);
        row[column] = value;
        var byTopic = new double[Topic.values().length];
        byTopic[Topic.of(column).ordinal()] = change / 2;

        List<Reason> reasons = Explanation.of(change, byTopic, row);

        assertThat(reasons).hasSize(told ? 1 : 0);
        assertThat(reasons).allSatisfy(reason -> assertThat(reason.value()).isEqualTo(value));
    }

    @Test
    void where_the_glucose_hardly_changes_nothing_is_explained() {
        var row = new float[Features.names().size()];
        row[Features.names().indexOf("slope of 15 min")] = -1;
        var byTopic = new double[Topic.values().length];
        byTopic[Topic.MOVEMENT.ordinal()] = -9;

        assertThat(Explanation.of(-4.9, byTopic, row)).isEmpty();
        assertThat(Explanation.of(-5.1, byTopic, row)).singleElement().satisfies(reason -> assertThat(reason.kind())
                .isEqualTo(Reason.Kind.MOVEMENT));
    }

    @Test
    void every_kind_of_reason_has_its_topic_and_every_topic_its_features() {
        assertThat(Topic.values())
                .extracting(Topic::name)
                .containsAll(Arrays.stream(Reason.Kind.values()).map(Enum::name).toList());
        for (Topic topic : Topic.values()) {
            boolean any = false;
            for (int f = 0; f < Features.names().size(); f++) {
                any |= Topic.of(f) == topic;
            }
            assertThat(any).as(topic.name()).isTrue();
        }
    }
}
