package org.hearthgate.forecast.tribuo.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void ranks_by_pairs_and_counts_ties_half() {
        metrics.low(0.9, true);
        metrics.low(0.6, false);
        metrics.low(0.4, true);
        metrics.low(0.4, false);
        metrics.low(0.1, false);

        // six pairs: (0.9 against three) 3, (0.4 against 0.6, 0.4, 0.1) 0 + a half + 1
        assertThat(metrics.auroc()).isCloseTo(4.5 / 6, within(1e-12));
        // 0.9: 1 of 1; the two of 0.4 together: 2 of 4
        assertThat(metrics.averagePrecision()).isCloseTo(0.5 * 1 + 0.5 * 2 / 4, within(1e-12));
        assertThat(metrics.brier()).isCloseTo((0.01 + 0.36 + 0.36 + 0.16 + 0.01) / 5, within(1e-12));
        // right: 0.9 warned, 0.4 and 0.1 silent; wrong: 0.6 and the other 0.4
        assertThat(metrics.accuracy()).isEqualTo(3.0 / 5);
        assertThat(metrics.accuracyOfNeverWarning()).isEqualTo(3.0 / 5);
    }

    @Test
    void one_probability_for_all_ranks_nothing() {
        for (int i = 0; i < 10; i++) {
            metrics.low(0.2, i == 0);
        }

        assertThat(metrics.auroc()).isEqualTo(0.5);
        assertThat(metrics.averagePrecision()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void a_warning_at_exactly_a_half_is_a_warning() {
        metrics.low(0.5, true);
        metrics.low(0.5, false);

        assertThat(metrics.accuracy()).isEqualTo(0.5);
    }

    @Test
    void errors_of_the_glucose_are_squared_or_not() {
        metrics.glucose(100, 103);
        metrics.glucose(100, 96);

        assertThat(metrics.rmse()).isCloseTo(Math.sqrt(12.5), within(1e-12));
        assertThat(metrics.mae()).isEqualTo(3.5);
    }

    @Test
    void the_normal_distribution_is_that_of_the_tables() {
        assertThat(Straightforward.normal(0)).isCloseTo(0.5, within(1e-7));
        assertThat(Straightforward.normal(-1.644854)).isCloseTo(0.05, within(1e-6));
        assertThat(Straightforward.normal(1.959964)).isCloseTo(0.975, within(1e-6));
    }

    @Test
    void insulin_on_board_is_that_of_the_reference() {
        assertThat(Physiology.onBoard(60)).isCloseTo(0.7793, within(1e-4));
        assertThat(Physiology.onBoard(180)).isCloseTo(0.2082, within(1e-4));
        assertThat(Physiology.onBoard(400)).isZero();
    }
}
