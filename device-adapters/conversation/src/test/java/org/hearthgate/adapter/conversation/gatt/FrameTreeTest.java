package org.hearthgate.adapter.conversation.gatt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.junit.jupiter.api.Test;

class FrameTreeTest {
    @Test
    void fields_stand_in_the_order_of_reading_and_absent_ones_do_not() {
        var tree = new FrameTree()
                .with("unit", "kg")
                .with("pulse", MedicalFloat.ofSfloat(0x07FF))
                .with("weight", Optional.of(new BigDecimal("70.500")))
                .with("height", Optional.empty())
                .withPresent("map", Optional.empty())
                .withTime(Optional.of(new DeviceDateTime(2026, 3, 2, 7, 5, 9)));

        assertThat(tree.toMap()).hasToString("{unit=kg, pulse=NaN, weight=70.5, time=2026-03-02T07:05:09}");
    }

    @Test
    void a_number_is_written_without_an_exponent() {
        assertThat(FrameTree.plain(new BigDecimal("1E+3"))).hasToString("1000");
        assertThat(FrameTree.plain(new BigDecimal("0.010"))).hasToString("0.01");
    }

    @Test
    void bits_say_their_names_and_reserved_ones_nothing() {
        assertThat(Bits.words(0b1111, List.of("First", "", "Third"))).containsExactly("First", "Third");
        assertThat(Bits.words(-1, List.of("Only"))).containsExactly("Only");
    }

    @Test
    void a_sample_type_that_is_not_given_out_is_reserved() {
        assertThat(SampleType.word(1)).isEqualTo("CapillaryWholeBlood");
        assertThat(SampleType.word(10)).isEqualTo("ControlSolution");
        assertThat(SampleType.word(11)).isEqualTo("Reserved");
        assertThat(SampleType.word(0)).isEqualTo("Reserved");
    }
}
