package org.hearthgate.forecast.tribuo.internal.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.junit.jupiter.api.Test;

/** Figures by hand. */
class ReliabilityTest {
    private static Reliability of(Object... chanceAndCame) {
        var reliability = new Reliability();
        for (int i = 0; i < chanceAndCame.length; i += 2) {
            reliability.take((double) chanceAndCame[i], (boolean) chanceAndCame[i + 1]);
        }
        return reliability;
    }

    @Test
    void the_calibration_error_is_the_gap_of_each_bin_weighted_by_its_cases() {
        // bins of 0.5: {0.1, 0.2, 0.3} of which one came, {0.9} which came
        Reliability four = of(0.1, false, 0.3, true, 0.2, false, 0.9, true);
        List<Reliability.Bin> bins = four.equalWidth(2);
        assertThat(bins).hasSize(2);
        assertThat(bins.get(0).cases()).isEqualTo(3);
        assertThat(bins.get(0).meanChance()).isCloseTo(0.2, within(1e-6));
        assertThat(bins.get(0).share()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(Reliability.error(bins)).isCloseTo((3 * (1 / 3.0 - 0.2) + 1 * 0.1) / 4, within(1e-6));
        assertThat(four.brier()).isCloseTo((0.01 + 0.49 + 0.04 + 0.01) / 4, within(1e-6));
    }

    @Test
    void bins_of_the_same_count_are_cut_by_rank_and_those_of_the_same_width_leave_empty_ones_out() {
        Reliability six = of(0.01, false, 0.05, true, 0.02, false, 0.04, false, 0.03, false, 1.0, true);
        List<Reliability.Bin> counts = six.equalCount(3);
        assertThat(counts).extracting(Reliability.Bin::cases).containsExactly(2, 2, 2);
        assertThat(counts.get(1).meanChance()).isCloseTo(0.035, within(1e-6));
        assertThat(counts.get(2).share()).isEqualTo(1);
        assertThat(six.equalWidth(15)).extracting(Reliability.Bin::cases).containsExactly(5, 1);
    }

    @Test
    void chances_that_hold_have_hardly_any_error_and_doubled_ones_have_one() {
        var random = new Random(3);
        var holds = new Reliability();
        var doubled = new Reliability();
        for (int i = 0; i < 40_000; i++) {
            double chance = random.nextDouble() / 2;
            boolean low = random.nextDouble() < chance;
            holds.take(chance, low);
            doubled.take(2 * chance, low);
        }
        assertThat(Reliability.error(holds.equalWidth(15))).isLessThan(0.01);
        assertThat(Reliability.error(holds.equalCount(15))).isLessThan(0.01);
        assertThat(Reliability.error(doubled.equalWidth(15))).isCloseTo(0.25, within(0.01));
    }

    @Test
    void the_share_within_an_interval_is_counted_by_person_and_over_all_cases() {
        var coverage = new Coverage();
        // 50 % from 95 to 105, 80 % from 90 to 110, 95 % from 80 to 120
        java.util.function.DoubleUnaryOperator edge = level ->
                level < 0.05 ? 80 : level < 0.2 ? 90 : level < 0.5 ? 95 : level < 0.8 ? 105 : level < 0.95 ? 110 : 120;
        for (double came : new double[] {95, 106, 119, 121}) {
            coverage.take("anna", edge, came);
        }
        coverage.take("ben", edge, 100);
        assertThat(coverage.people()).extracting(Coverage.OfPerson::person).containsExactly("anna", "ben");
        assertThat(coverage.people().get(0).shares()).containsExactly(0.25, 0.5, 0.75);
        assertThat(coverage.people().get(1).shares()).containsExactly(1, 1, 1);
        assertThat(coverage.pooled().shares()).containsExactly(0.4, 0.6, 0.8);
        assertThat(coverage.pooled().cases()).isEqualTo(5);
    }

    @Test
    void the_path_is_off_by_what_came_and_says_nothing_of_what_is_not_known() {
        var glucose = new Channel();
        glucose.add(0, 100);
        glucose.add(5, 103);
        glucose.add(15, 111);
        var path = new PathErrors();
        path.take(glucose, 0, step -> 100 + step);
        assertThat(path.cases(1)).isEqualTo(1);
        assertThat(path.rootMeanSquare(1)).isEqualTo(2);
        assertThat(path.meanAbsolute(2)).as("107 on the line between").isEqualTo(5);
        assertThat(path.rootMeanSquareOfStaying(3)).isEqualTo(11);
        assertThat(path.cases(4)).as("after the last reading").isZero();
    }

    @Test
    void the_picture_is_drawn_without_a_screen_even_of_nothing() {
        var reliability = new EnumMap<Horizon, Reliability>(Horizon.class);
        reliability.put(Horizon.MINUTES_30, of(0.1, false, 0.9, true));
        reliability.put(Horizon.MINUTES_60, new Reliability());
        BufferedImage picture = new ReliabilityPlot(reliability).draw();
        assertThat(picture.getWidth()).isGreaterThan(1_000);
        assertThat(picture.getRGB(1, 1)).isEqualTo(0xffffffff);
    }
}
