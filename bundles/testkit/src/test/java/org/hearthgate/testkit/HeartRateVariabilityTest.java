package org.hearthgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hearthgate.api.signal.HeartRateVariability;
import org.junit.jupiter.api.Test;

/** 1024 in 1/1024 s is 1000 ms, 896 is 875 ms, 128 is 125 ms: every figure here can be worked out on paper. */
class HeartRateVariabilityTest {
    private static List<Integer> alternating(int first, int second, int beats) {
        var intervals = new ArrayList<Integer>();
        for (int i = 0; i < beats; i++) {
            intervals.add(i % 2 == 0 ? first : second);
        }
        return intervals;
    }

    private static HeartRateVariability of(List<Integer> intervals) {
        return HeartRateVariability.of(intervals).orElseThrow();
    }

    @Test
    void of_a_heart_like_a_clock_is_nothing() {
        assertThat(of(Collections.nCopies(60, 1024))).isEqualTo(new HeartRateVariability(0, 0, 0, 1000, 60, 1));
    }

    @Test
    void of_two_intervals_in_turn_is_their_difference() {
        HeartRateVariability figures = of(alternating(1024, 896, 40));

        assertThat(figures.rmssdMillis()).isCloseTo(125, within(1e-9));
        // 40 intervals, each 62.5 ms from the mean: sqrt(40 × 62.5² / 39)
        assertThat(figures.sdnnMillis()).isCloseTo(62.5 * Math.sqrt(40 / 39.0), within(1e-9));
        assertThat(figures.pnn50Percent()).isEqualTo(100);
        assertThat(figures.meanMillis()).isCloseTo(937.5, within(1e-9));
        assertThat(figures.beats()).isEqualTo(40);
    }

    @Test
    void counts_only_differences_above_50_ms() {
        // 128 / 1024 s are 125 ms; 51 / 1024 s are 49.8 ms, 52 are 50.8 ms
        assertThat(of(alternating(1024, 1024 - 51, 40)).pnn50Percent()).isZero();
        assertThat(of(alternating(1024, 1024 - 52, 40)).pnn50Percent()).isEqualTo(100);

        var oneStep = new ArrayList<>(Collections.nCopies(20, 1024));
        oneStep.addAll(Collections.nCopies(21, 960));
        assertThat(of(oneStep).pnn50Percent()).isCloseTo(100.0 / 40, within(1e-9));
        // one difference of 62.5 ms among 40
        assertThat(of(oneStep).rmssdMillis()).isCloseTo(62.5 / Math.sqrt(40), within(1e-9));
    }

    @Test
    void leaves_out_an_extra_beat_and_the_pause_behind_it_and_takes_no_difference_across_them() {
        var intervals = new ArrayList<>(Collections.nCopies(50, 1024));
        intervals.set(20, 600);
        intervals.set(21, 1448);

        HeartRateVariability figures = of(intervals);

        assertThat(figures.beats()).isEqualTo(48);
        assertThat(figures.validShare()).isCloseTo(0.96, within(1e-9));
        assertThat(figures.rmssdMillis()).isZero();
        assertThat(figures.sdnnMillis()).isZero();
    }

    @Test
    void is_not_led_astray_by_a_wrong_first_interval() {
        var intervals = new ArrayList<>(Collections.nCopies(50, 1024));
        intervals.set(0, 300);

        assertThat(of(intervals).beats()).isEqualTo(49);
    }

    @Test
    void leaves_out_what_no_heart_does() {
        var intervals = new ArrayList<>(Collections.nCopies(50, 1024));
        intervals.set(10, 0);
        intervals.set(20, -5);
        intervals.set(30, 65_535);

        assertThat(of(intervals).beats()).isEqualTo(47);
        assertThat(of(intervals).rmssdMillis()).isZero();
        assertThat(HeartRateVariability.of(Collections.nCopies(60, 200))).isEmpty();
        assertThat(HeartRateVariability.of(Collections.nCopies(60, 3000))).isEmpty();
    }

    @Test
    void follows_a_heart_that_slows_down_further_than_a_fifth() {
        var intervals = new ArrayList<Integer>();
        for (int i = 0; i < 60; i++) {
            intervals.add(600 + 10 * i);
        }
        assertThat(of(intervals).beats()).isEqualTo(60);
        assertThat(of(intervals).rmssdMillis()).isCloseTo(10_000 / 1024.0, within(1e-9));
    }

    @Test
    void says_nothing_on_too_few_beats_or_too_many_artefacts() {
        assertThat(HeartRateVariability.of(List.of())).isEmpty();
        assertThat(HeartRateVariability.of(Collections.nCopies(29, 1024))).isEmpty();
        assertThat(HeartRateVariability.of(Collections.nCopies(30, 1024))).isPresent();

        var torn = new ArrayList<>(Collections.nCopies(80, 1024));
        for (int i = 0; i < 20; i++) {
            torn.add(i * 5, 3000);
        }
        assertThat(of(torn).validShare()).isCloseTo(0.8, within(1e-9));
        torn.set(1, 3000);
        assertThat(HeartRateVariability.of(torn)).isEmpty();
    }

    @Test
    void takes_no_difference_from_one_run_to_the_next() {
        var runs = List.of(Collections.nCopies(30, 1024), Collections.nCopies(30, 512));

        HeartRateVariability figures = HeartRateVariability.ofRuns(runs).orElseThrow();

        assertThat(figures.rmssdMillis()).isZero();
        assertThat(figures.meanMillis()).isCloseTo(750, within(1e-9));
        assertThat(figures.sdnnMillis()).isCloseTo(250 * Math.sqrt(60 / 59.0), within(1e-9));
    }
}
