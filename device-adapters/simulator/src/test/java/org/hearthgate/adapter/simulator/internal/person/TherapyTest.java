package org.hearthgate.adapter.simulator.internal.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TherapyTest {
    @Test
    void finds_the_figures_of_the_published_average_body() {
        Therapy therapy = Therapy.titratedFor(Physiology.average(70), TherapyKind.PUMP);
        assertThat(therapy.basalUnitsPerHour()).isCloseTo(0.373, within(0.005));
        assertThat(therapy.gramsPerUnit()).isCloseTo(28.7, within(0.3));
        assertThat(therapy.mgPerDlPerUnit()).isCloseTo(78.7, within(0.5));
    }

    @Test
    void only_people_with_figures_that_a_clinic_would_believe_come_to_life() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(Told.person(seed).therapy().isUsual()).isTrue();
        }
    }

    @Test
    void its_carb_ratio_brings_a_meal_back_to_the_target() {
        Physiology average = Physiology.average(70);
        Therapy therapy = Therapy.titratedFor(average, TherapyKind.PUMP);
        Body body = Body.fasting(average, Therapy.TARGET_MG_PER_DL);
        body.eat(50);
        body.inject(50 / therapy.gramsPerUnit());
        for (int minute = 0; minute < 300; minute++) {
            body.step(Influence.basal(therapy.basalUnitsPerHour() * 1000 / 60));
        }
        assertThat(body.plasmaMgPerDl()).isCloseTo(Therapy.TARGET_MG_PER_DL, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"PUMP, 3.02, 3.0", "PUMP, 3.03, 3.05", "PEN, 3.24, 3.0", "PEN, 3.25, 3.5", "PEN, 0.24, 0", "PUMP, -1, 0"
    })
    void doses_in_the_steps_of_the_device(TherapyKind kind, double wanted, double given) {
        assertThat(kind.given(wanted)).isCloseTo(given, within(1e-9));
    }

    @Test
    void says_which_therapies_there_are() {
        assertThat(TherapyKind.named("pen")).isEqualTo(TherapyKind.PEN);
        assertThatThrownBy(() -> TherapyKind.named("patch")).hasMessage("therapy must be 'pump' or 'pen', was 'patch'");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "30, 0.9295", "60, 0.7793", "120, 0.4498", "180, 0.2082", "300, 0.0139", "360, 0", "400, 0"})
    void reckons_insulin_on_board_as_loop_and_oref0_do(double minutes, double share) {
        assertThat(InsulinOnBoard.share(minutes)).isCloseTo(share, within(0.0001));
    }

    @Test
    void adds_doses_on_board_and_forgets_them_after_six_hours() {
        var onBoard = new InsulinOnBoard();
        onBoard.add(0, 2);
        onBoard.add(60, 1);
        assertThat(onBoard.unitsAt(60)).isCloseTo(2 * 0.7793 + 1, within(0.001));
        assertThat(onBoard.unitsAt(420)).isZero();
    }
}
