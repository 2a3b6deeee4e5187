package org.hearthgate.forecast.tribuo.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void an_interval_holds_what_it_says_for_cases_it_has_not_seen() {
        Intervals intervals = Intervals.of(bell(5_000, 1), 5_000);
        double[] others = bell(5_000, 2);
        assertThat(share(others, intervals, 0.25, 0.75)).isCloseTo(0.50, within(0.03));
        assertThat(share(others, intervals, 0.10, 0.90)).isCloseTo(0.80, within(0.03));
        assertThat(share(others, intervals, 0.025, 0.975)).isCloseTo(0.95, within(0.015));
    }

    @Test
    void with_few_cases_an_interval_is_rather_too_wide() {
        double[] few = {-3, -1, 0, 1, 2};
        Intervals intervals = Intervals.of(few, few.length);
        assertThat(intervals.spreads(0.05)).isEqualTo(-3);
        assertThat(intervals.spreads(0.95)).isEqualTo(2);
    }

    @Test
    void between_two_levels_lies_the_straight_line_and_beyond_the_last_the_last() {
        var intervals = new Intervals(new double[] {-4, -3, -2, -1, 0, 1, 2, 3, 4});
        assertThat(intervals.spreads(0.175)).isEqualTo(-1.5);
        assertThat(intervals.spreads(0.5)).isEqualTo(0);
        assertThat(intervals.spreads(0.999)).isEqualTo(4);
        assertThat(intervals.towards(new Intervals(new double[9]), 0.25).spreads(0.9))
                .isEqualTo(1.5);
    }

    @Test
    void who_is_twice_too_sure_is_told_so() {
        var random = new Random(3);
        int n = 20_000;
        var said = new double[n];
        var came = new float[n];
        for (int i = 0; i < n; i++) {
            double truth = 1.2 * random.nextGaussian() - 1;
            said[i] = truth / 0.7 + 0.5;
            came[i] = random.nextDouble() < 1 / (1 + Math.exp(-truth)) ? 1 : 0;
        }
        PlattScaling scaling = PlattScaling.fit(said, came, n, 50);
        assertThat(scaling.slope()).isCloseTo(0.7, within(0.05));
        assertThat(scaling.offset()).isCloseTo(-0.35, within(0.06));
    }

    @Test
    void who_was_right_or_was_never_asked_is_left_alone() {
        assertThat(PlattScaling.fit(new double[0], new float[0], 0, 50)).isEqualTo(PlattScaling.NONE);
        var never = new float[] {0, 0, 0};
        PlattScaling scaling = PlattScaling.fit(new double[] {-5, -6, -4}, never, 3, 50);
        assertThat(scaling.slope()).isCloseTo(1, within(0.05));
        assertThat(scaling.offset()).isCloseTo(0, within(0.1));
    }

    private static double share(double[] cases, Intervals intervals, double from, double to) {
        int in = 0;
        for (double one : cases) {
            in += one >= intervals.spreads(from) && one <= intervals.spreads(to) ? 1 : 0;
        }
        return (double) in / cases.length;
    }

    private static double[] bell(int n, long seed) {
        return new Random(seed).doubles(n, 0, 1).map(u -> Math.log(u / (1 - u))).toArray();
    }
}
