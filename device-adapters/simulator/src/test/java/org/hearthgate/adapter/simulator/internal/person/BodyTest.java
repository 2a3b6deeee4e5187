package org.hearthgate.adapter.simulator.internal.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static final Physiology AVERAGE = Physiology.average(70);
    private static final double TARGET = 110;
    private final double basal = AVERAGE.infusionHolding(TARGET / Body.MG_PER_DL);
    private final Body body = Body.fasting(AVERAGE, TARGET);

    private void live(int minutes) {
        for (int i = 0; i < minutes; i++) {
            body.step(Influence.basal(basal));
        }
    }

    @Test
    void holds_the_target_through_a_day_of_fasting_on_the_computed_basal() {
        live(1440);
        assertThat(body.plasmaMgPerDl()).isCloseTo(TARGET, within(0.01));
        assertThat(body.interstitialMgPerDl()).isCloseTo(TARGET, within(0.01));
    }

    @Test
    void needs_a_basal_of_the_published_order_of_magnitude() {
        // 0.2 to 1 U/h for an average adult who is sensitive to insulin
        assertThat(basal * 60 / 1000).isBetween(0.2, 1.0);
    }

    /** Minute and height of the peak after a meal of 60 g, bolused or not. */
    private double[] peakAfterMeal(double units) {
        body.eat(60);
        body.inject(units);
        double highest = 0;
        int peak = 0;
        for (int minute = 1; minute <= 300; minute++) {
            live(1);
            if (body.plasmaMgPerDl() > highest) {
                highest = body.plasmaMgPerDl();
                peak = minute;
            }
        }
        return new double[] {peak, highest - TARGET};
    }

    @Test
    void a_meal_of_60_g_without_bolus_rises_by_more_than_60_and_comes_down_late() {
        // the published values clear glucose slowly while only basal insulin acts: the peak lies at 148 min
        double[] peak = peakAfterMeal(0);
        assertThat(peak[0]).isBetween(90.0, 165.0);
        assertThat(peak[1]).isBetween(60.0, 250.0);
    }

    @Test
    void a_meal_of_60_g_with_its_bolus_peaks_between_45_and_120_min_and_lower() {
        double[] peak = peakAfterMeal(60 / 28.7);
        assertThat(peak[0]).isBetween(45.0, 120.0);
        assertThat(peak[1]).isBetween(20.0, 130.0);
    }

    @Test
    void five_units_lower_glucose_and_begin_slowly() {
        body.inject(5);
        live(10);
        assertThat(body.plasmaMgPerDl()).isGreaterThan(TARGET - 10);
        live(110);
        assertThat(body.plasmaMgPerDl()).isLessThan(TARGET - 30);
    }

    @Test
    void every_gram_that_may_be_absorbed_reaches_the_blood_and_no_more() {
        body.eat(60);
        double eaten = 60 * AVERAGE.mealShare() * 1000 / 180.16;
        assertThat(body.gutMmol()).isCloseTo(eaten, within(1e-9));
        double absorbed = 0;
        for (int minute = 0; minute < 900; minute++) {
            double before = body.absorptionMmolPerMin();
            live(1);
            absorbed += (before + body.absorptionMmolPerMin()) / 2;
        }
        assertThat(absorbed).isCloseTo(eaten, within(eaten * 0.001));
        assertThat(body.gutMmol()).isLessThan(1e-5);
    }

    @Test
    void every_unit_leaves_the_skin() {
        double before = body.depotUnits();
        body.inject(5);
        assertThat(body.depotUnits()).isCloseTo(before + 5, within(1e-9));
        live(1440);
        assertThat(body.depotUnits()).isCloseTo(before, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 50, 100})
    void never_goes_below_zero_whatever_is_injected(int units) {
        body.inject(units);
        for (int minute = 0; minute < 1440; minute++) {
            live(1);
            assertThat(body.lowestCompartment()).isGreaterThanOrEqualTo(0);
            assertThat(body.plasmaMgPerDl()).isPositive().isFinite();
        }
    }

    @Test
    void without_any_insulin_rises_but_not_without_end() {
        for (int minute = 0; minute < 3 * 1440; minute++) {
            body.step(Influence.basal(0));
        }
        assertThat(body.plasmaMgPerDl()).isBetween(250.0, 1500.0);
    }

    @Test
    void the_sensors_fluid_trails_blood_by_about_nine_minutes() {
        body.eat(60);
        live(30);
        double plasmaThen = body.plasmaMgPerDl();
        live(9);
        assertThat(body.interstitialMgPerDl()).isLessThan(body.plasmaMgPerDl()).isCloseTo(plasmaThen, within(8.0));
    }

    @Test
    void exercise_lowers_glucose_now_and_makes_insulin_work_better_for_hours() {
        Body rested = Body.fasting(AVERAGE, TARGET);
        for (int minute = 0; minute < 45; minute++) {
            body.step(new Influence(basal, 1, 1, 50));
        }
        assertThat(body.plasmaMgPerDl()).isBetween(TARGET - 60, TARGET - 10);
        body.eat(60);
        rested.eat(60);
        for (int minute = 0; minute < 240; minute++) {
            body.step(Influence.basal(basal));
            rested.step(Influence.basal(basal));
        }
        assertThat(body.plasmaMgPerDl()).isLessThan(rested.plasmaMgPerDl() - 10);
    }

    @Test
    void kidneys_pass_nothing_up_to_9_mmol_and_brains_take_less_below_4_5() {
        assertThat(AVERAGE.renalAt(9)).isZero();
        assertThat(AVERAGE.renalAt(10)).isCloseTo(0.003 * 0.16 * 70, within(1e-12));
        assertThat(AVERAGE.f01At(4.5)).isCloseTo(0.0097 * 70, within(1e-12));
        assertThat(AVERAGE.f01At(2.25)).isCloseTo(0.0097 * 70 / 2, within(1e-12));
    }
}
