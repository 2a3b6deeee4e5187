package org.hearthgate.tones;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hearthgate.api.alert.Priority;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private static Alarm alarm(Priority priority, int step, int percent) {
        return new Alarm("a1", priority, step, percent, 3);
    }

    private static double loudness(Alarm alarm, Duration sounding) {
        return Heard.of(alarm.burst(0, sounding)).peak();
    }

    @Test
    void the_longer_nobody_comes_the_louder_it_is() {
        Alarm first = alarm(Priority.HIGH, 0, 60);
        double atOnce = loudness(first, Duration.ZERO);
        double afterTwo = loudness(first, Duration.ofMinutes(2));
        double nextStep = loudness(alarm(Priority.HIGH, 1, 60), Duration.ofMinutes(2));
        double last = loudness(alarm(Priority.HIGH, 3, 60), Duration.ofMinutes(10));
        assertThat(atOnce).isLessThan(afterTwo);
        assertThat(afterTwo).isLessThan(nextStep);
        assertThat(nextStep).isLessThan(last);
        assertThat(last).isGreaterThan(0.9 * Short.MAX_VALUE);
    }

    @Test
    void no_setting_hides_an_urgent_low() {
        assertThat(loudness(alarm(Priority.HIGH, 0, 0), Duration.ZERO)).isGreaterThan(0.1 * Short.MAX_VALUE);
        assertThat(loudness(alarm(Priority.HIGH, 0, 0), Duration.ZERO))
                .isGreaterThan(2 * loudness(alarm(Priority.MEDIUM, 0, 0), Duration.ZERO));
    }

    @Test
    void what_can_wait_stays_as_soft_as_it_was_set() {
        assertThat(loudness(alarm(Priority.LOW, 2, 50), Duration.ofHours(1)))
                .isEqualTo(loudness(alarm(Priority.LOW, 0, 50), Duration.ZERO));
    }

    @Test
    void the_rest_is_as_long_as_the_priority_allows_and_shorter_when_more_people_are_called() {
        for (int step = 0; step < 4; step++) {
            assertThat(alarm(Priority.HIGH, step, 50).rest().orElseThrow())
                    .isBetween(Duration.ofMillis(2500), Duration.ofSeconds(15));
            assertThat(alarm(Priority.MEDIUM, step, 50).rest().orElseThrow())
                    .isBetween(Duration.ofMillis(2500), Duration.ofSeconds(30));
            assertThat(alarm(Priority.LOW, step, 50).rest().orElseThrow()).isGreaterThan(Duration.ofSeconds(15));
            assertThat(alarm(Priority.INFORMATION, step, 50).rest())
                    .as("once is enough")
                    .isEmpty();
        }
        assertThat(alarm(Priority.HIGH, 1, 50).rest().orElseThrow())
                .isLessThan(alarm(Priority.HIGH, 0, 50).rest().orElseThrow());
    }

    @Test
    void a_melody_stays_for_some_bursts_and_then_another_takes_its_turn() {
        Alarm alarm = alarm(Priority.HIGH, 0, 100);
        long melodies = IntStream.range(0, 24)
                .mapToObj(number -> Arrays.hashCode(alarm.burst(number, Duration.ZERO)))
                .distinct()
                .count();
        assertThat(melodies).isEqualTo(4);
        assertThat(alarm.burst(0, Duration.ZERO)).isEqualTo(alarm.burst(1, Duration.ZERO));
    }

    @Property(tries = 200)
    void loudness_never_falls_with_time_or_step_and_stays_within_bounds(
            @ForAll Priority priority,
            @ForAll @IntRange(max = 100) int set,
            @ForAll @IntRange(max = 9) int step,
            @ForAll @IntRange(max = 100_000) int seconds) {
        double now = Loudness.percent(priority, set, step, Duration.ofSeconds(seconds));
        assertThat(now).isBetween(0.0, 100.0);
        assertThat(Loudness.percent(priority, set, step, Duration.ofSeconds(seconds + 30)))
                .isGreaterThanOrEqualTo(now);
        assertThat(Loudness.percent(priority, set, step + 1, Duration.ofSeconds(seconds)))
                .isGreaterThanOrEqualTo(now);
    }
}
