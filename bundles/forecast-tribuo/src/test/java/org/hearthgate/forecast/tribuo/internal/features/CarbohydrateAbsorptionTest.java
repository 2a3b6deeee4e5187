package org.hearthgate.forecast.tribuo.internal.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CarbohydrateAbsorptionTest {
    @Test
    void half_a_meal_is_absorbed_after_half_its_time() {
        assertThat(CarbohydrateAbsorption.onBoard(10)).isEqualTo(1);
        assertThat(CarbohydrateAbsorption.onBoard(100)).isEqualTo(0.5);
        assertThat(CarbohydrateAbsorption.onBoard(190)).isEqualTo(0);
    }
}
