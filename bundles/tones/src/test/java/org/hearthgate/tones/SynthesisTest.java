package org.hearthgate.tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hearthgate.api.alert.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is heard, measured in the samples: nothing here asks the code how it meant them. */
class SynthesisTest {
    private static final double FLOOR = 0.02;

    private static Heard heard(Priority priority, int variation) {
        return Heard.of(Synthesis.samples(Burst.of(priority, variation), 0.9));
    }

    @ParameterizedTest(name = "{0} has {1} pulses of {2} to {3} ms")
    @CsvSource({"HIGH, 10, 75, 200", "MEDIUM, 3, 125, 250", "LOW, 2, 125, 250"})
    void the_number_and_the_length_of_pulses_tell_how_urgent_it_is(
            Priority priority, int count, double shortest, double longest) {
        for (int variation = 0; variation < 8; variation++) {
            List<Heard.Stretch> pulses = heard(priority, variation).pulses(FLOOR);
            assertThat(pulses).hasSize(count);
            assertThat(pulses).allMatch(pulse -> pulse.length() >= shortest && pulse.length() <= longest);
        }
    }

    @Test
    void a_high_burst_is_three_and_two_said_twice_with_a_breath_between() {
        List<Heard.Stretch> pulses = heard(Priority.HIGH, 0).pulses(FLOOR);
        List<Double> gaps = IntStream.range(1, 10)
                .mapToObj(i -> pulses.get(i).from() - pulses.get(i - 1).to())
                .toList();
        for (int i : List.of(0, 1, 3, 5, 6, 8)) {
            assertThat(gaps.get(i)).as("gap %d", i).isBetween(50.0, 125.0);
        }
        for (int i : List.of(2, 7)) {
            assertThat(gaps.get(i)).as("gap %d, before the two", i).isBetween(220.0, 400.0);
        }
        assertThat(gaps.get(4)).as("the breath").isBetween(350.0, 1300.0);
    }

    @Test
    void the_second_half_of_a_high_burst_is_louder_but_not_by_more_than_10_decibel() {
        Heard heard = heard(Priority.HIGH, 1);
        List<Heard.Stretch> pulses = heard.pulses(FLOOR);
        double risen = 20 * Math.log10(heard.rms(pulses.get(9)) / heard.rms(pulses.get(4)));
        assertThat(risen).isBetween(2.0, 10.0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Priority.class,
            names = {"HIGH", "MEDIUM", "LOW"})
    void each_pulse_has_a_fundamental_and_harmonics_that_find_their_way_through_a_house(Priority priority) {
        for (int variation = 0; variation < 6; variation++) {
            Heard heard = heard(priority, variation);
            for (Heard.Stretch pulse : heard.pulses(FLOOR)) {
                double fundamental = heard.fundamental(pulse);
                assertThat(fundamental).isBetween(150.0, 1000.0);
                double strength = heard.strength(pulse, fundamental);
                long harmonics = IntStream.rangeClosed(1, 12)
                        .filter(k -> k * fundamental >= 300 && k * fundamental <= 4000)
                        .filter(k -> Math.abs(20 * Math.log10(heard.strength(pulse, k * fundamental) / strength)) <= 15)
                        .count();
                assertThat(harmonics).as("%s: %s Hz", priority, fundamental).isGreaterThanOrEqualTo(4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void there_are_several_melodies_and_the_ear_can_tell_them_apart(Priority priority) {
        long different = IntStream.range(0, 6)
                .mapToObj(variation -> {
                    Heard heard = heard(priority, variation);
                    return heard.pulses(FLOOR).stream()
                            .map(pulse -> Math.round(heard.fundamental(pulse) / 15))
                            .toList();
                })
                .distinct()
                .count();
        assertThat(different).isGreaterThanOrEqualTo(4);
    }

    @Test
    void a_pulse_rises_and_falls_without_a_click() {
        Heard heard = heard(Priority.HIGH, 0);
        short[] samples = heard.samples();
        Heard.Stretch last = heard.pulses(FLOOR).get(9);
        int from = (int) (last.from() * Synthesis.RATE / 1000);
        int milli = Synthesis.RATE / 1000;
        double first = heard.rms(from, from + 5 * milli);
        double middle = heard.rms(from + 60 * milli, from + 80 * milli);
        assertThat(first).as("after 5 ms").isLessThan(middle / 3);
        for (int i = 1; i < samples.length; i++) {
            // the steepest sum of harmonics up to 4 kHz moves less than this between two samples
            assertThat(Math.abs(samples[i] - samples[i - 1])).isLessThan(Short.MAX_VALUE / 2);
        }
    }

    @Test
    void a_chime_fades_like_a_bell() {
        Heard heard = heard(Priority.INFORMATION, 0);
        int third = heard.samples().length / 3;
        int end = heard.samples().length;
        double struck = heard.rms(third, third + third / 4);
        double fading = heard.rms(end - third / 2, end - third / 4);
        assertThat(fading).isLessThan(struck / 3).isGreaterThan(0);
    }

    @Property(tries = 60)
    void no_burst_of_any_loudness_clips_and_each_begins_and_ends_in_silence(
            @ForAll Priority priority,
            @ForAll @IntRange(min = -1000, max = 1000) int variation,
            @ForAll @DoubleRange(min = 0, max = 1) double amplitude) {
        short[] samples = Synthesis.samples(Burst.of(priority, variation), amplitude);
        assertThat(samples[0]).isZero();
        assertThat(samples[samples.length - 1]).isZero();
        int peak = Heard.of(samples).peak();
        assertThat(peak).isLessThanOrEqualTo((int) Math.ceil(amplitude * Short.MAX_VALUE));
        assertThat(peak)
                .as("and it is as loud as was asked")
                .isGreaterThanOrEqualTo((int) (amplitude * Short.MAX_VALUE * 0.9) - 1);
    }

    @Test
    void octets_are_the_samples_lowest_first() {
        assertThat(Synthesis.octets(new short[] {1, -2, 0x1234})).containsExactly(1, 0, 0xfe, 0xff, 0x34, 0x12);
    }

    @Test
    void thirty_decibel_lie_between_the_softest_and_the_loudest() {
        double loud = Heard.of(Synthesis.samples(Burst.of(Priority.HIGH, 0), Loudness.amplitude(100)))
                .peak();
        double soft = Heard.of(Synthesis.samples(Burst.of(Priority.HIGH, 0), Loudness.amplitude(0)))
                .peak();
        assertThat(20 * Math.log10(loud / soft)).isCloseTo(30, within(0.5));
    }
}
