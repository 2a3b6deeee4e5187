package org.hearthgate.forecast.tribuo.internal.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.junit.jupiter.api.Test;

class LinearTrainingTest {
    private static final int END = Days.FIRST_MINUTE + 20 * 1440;
    private static final Work WORK = Work.quietly(() -> false);

    private final History history = Days.of(30, 7);

    @Test
    void foretells_later_days_better_than_that_nothing_changes_and_than_that_the_lows_are_evenly_spread() {
        LinearModels models = train(END);

        double persists = 0;
        double foretold = 0;
        double evenly = 0;
        double brier = 0;
        Channel glucose = history.glucose;
        for (int i = glucose.upTo(END); i < glucose.size() - 20; i++) {
            float[] row = Features.at(history, i, 60);
            double change = Outcome.glucose(glucose, i, 60) - glucose.value(i);
            persists += change * change;
            foretold += Math.pow(change - models.changeIn60().at(row), 2);
            if (glucose.value(i) >= 70) {
                float low = Outcome.low(glucose, i, 60);
                double p = models.lowWithin60().orElseThrow().probability(row);
                evenly += Math.pow(0.1 - low, 2);
                brier += Math.pow(p - low, 2);
            }
        }
        assertThat(foretold).isLessThan(0.6 * persists);
        assertThat(brier).isLessThan(0.8 * evenly);
    }

    /** The normal equations of ridge regression hold where the gradient is nought: checked by hand, without Tribuo. */
    @Test
    void what_tribuo_finds_is_the_ridge_regression() {
        LinearExamples examples = LinearExamples.of(history, 0, END, 60, LinearExamples.MOST);
        LinearModel model = train(END).changeIn30();

        var gradient = new double[LinearFeatures.size()];
        double largest = 0;
        double mean = 0;
        double bias = 0;
        for (int i = 0; i < examples.size(); i++) {
            mean += examples.change[0][i] / examples.size();
        }
        for (int i = 0; i < examples.size(); i++) {
            var all = new float[Features.names().size()];
            for (int f = 0; f < LinearFeatures.size(); f++) {
                all[LinearFeatures.index(f)] = examples.rows[i][f];
            }
            double error = model.at(all) - examples.change[0][i];
            bias += error;
            for (int t = 0; t < model.terms().size(); t++) {
                LinearTerm term = model.terms().get(t);
                float value = all[term.feature()];
                gradient[t] += Float.isNaN(value) ? 0 : error * (value - term.mean()) / term.scale();
                largest = Math.max(largest, Math.abs(gradient[t]));
            }
        }
        assertThat(bias / examples.size()).isCloseTo(0, within(0.01));
        for (int t = 0; t < model.terms().size(); t++) {
            // ridge 1: the pull of the rows equals the weight
            assertThat((gradient[t] + model.terms().get(t).weight()) / examples.size())
                    .as(model.terms().get(t).name())
                    .isCloseTo(0, within(0.05));
        }
        assertThat(largest).isPositive();
        assertThat(model.intercept()).isCloseTo(mean, within(0.5));
    }

    @Test
    void the_same_past_makes_the_same_bits() throws IOException {
        assertThat(bytes(train(END))).isEqualTo(bytes(train(END)));
    }

    @Test
    void nothing_that_became_true_later_changes_a_weight() throws IOException {
        byte[] before = bytes(train(END));
        var random = new Random(1);
        var changed = new History();
        for (int i = 0; i < history.glucose.size(); i++) {
            int minute = history.glucose.minute(i);
            changed.glucose.add(minute, minute < END ? history.glucose.value(i) : 40 + random.nextInt(300));
        }
        for (int i = 0; i < history.bolus.size(); i++) {
            changed.bolus.add(history.bolus.minute(i), history.bolus.value(i));
            changed.carbohydrate.add(history.carbohydrate.minute(i), history.carbohydrate.value(i));
        }

        LinearExamples examples = LinearExamples.of(changed, 0, END, 60, LinearExamples.MOST);

        assertThat(bytes(LinearTraining.train(examples, WORK).orElseThrow())).isEqualTo(before);
    }

    @Test
    void the_terms_of_a_forecast_add_up_to_it() {
        LinearModel model = train(END).changeIn60();
        float[] row = Features.at(history, history.glucose.size() - 1, 60);
        row[model.terms().get(3).feature()] = Float.NaN;

        double sum = model.terms().stream()
                .mapToDouble(term -> term.contribution(row))
                .sum();

        assertThat(model.intercept() + sum).isCloseTo(model.at(row), within(1e-9));
    }

    @Test
    void one_who_is_hardly_ever_low_gets_no_model_of_lows() {
        var calm = new History();
        for (int i = 0; i < 3000; i++) {
            calm.glucose.add(Days.FIRST_MINUTE + 5 * i, 150 + i % 17 + i % 5);
        }
        LinearModels models = LinearTraining.train(
                        LinearExamples.of(calm, 0, Integer.MAX_VALUE, 0, LinearExamples.MOST), WORK)
                .orElseThrow();

        assertThat(models.lowWithin30()).isEmpty();
        assertThat(models.lowWithin60()).isEmpty();
    }

    @Test
    void no_past_makes_no_model() {
        LinearExamples none = LinearExamples.of(new History(), 0, END, 0, LinearExamples.MOST);

        assertThat(LinearTraining.train(none, WORK)).isEmpty();
    }

    @Test
    void ends_between_models_when_nobody_waits_any_more() {
        LinearExamples examples = LinearExamples.of(history, 0, END, 60, LinearExamples.MOST);
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> LinearTraining.train(examples, Work.quietly(() -> asked.incrementAndGet() > 3)))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(4);
    }

    @Test
    void takes_rows_evenly_when_there_are_too_many() {
        Channel glucose = history.glucose;
        LinearExamples all = LinearExamples.of(history, 0, Integer.MAX_VALUE, 0, 100_000);
        LinearExamples some = LinearExamples.of(history, 0, Integer.MAX_VALUE, 0, 100);

        assertThat(all.size()).isGreaterThan(8000).isLessThan(glucose.size());
        assertThat(some.size()).isEqualTo(100);
        for (int n = 0; n < 100; n++) {
            int at = n * all.size() / 100;
            assertThat(some.rows[n]).containsExactly(all.rows[at]);
        }
    }

    private LinearModels train(int knownBefore) {
        return LinearTraining.train(LinearExamples.of(history, 0, knownBefore, 60, LinearExamples.MOST), WORK)
                .orElseThrow();
    }

    private static byte[] bytes(LinearModels models) throws IOException {
        var bytes = new ByteArrayOutputStream();
        models.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
