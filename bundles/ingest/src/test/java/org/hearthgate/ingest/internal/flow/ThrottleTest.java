package org.hearthgate.ingest.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final int PER_SECOND = 100;

    private final Throttle throttle = new Throttle(PER_SECOND, 100_000);

    @Test
    void a_month_of_back_fill_at_one_a_minute_comes_in_at_once_and_nobody_is_named() {
        for (int i = 0; i < 43_200 / 1_440; i++) {
            assertThat(throttle.admit(readings("cgm", 1_440), NOON)).isEmpty();
        }
        assertThat(throttle.complaint(NOON)).isEmpty();
    }

    @Test
    void ten_thousand_a_second_is_throttled_to_the_pace_and_named_until_it_ends() {
        int admitted = 0;
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 100; i++) {
                admitted += throttle.admit(readings("mad", 100), NOON.plusSeconds(second))
                                .isEmpty()
                        ? 100
                        : 0;
            }
        }
        assertThat(admitted).isBetween(100_000, 100_000 + 60 * PER_SECOND);
        assertThat(throttle.admit(readings("quiet", 1), NOON.plusSeconds(60))).isEmpty();
        assertThat(throttle.complaint(NOON.plusSeconds(60)))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("device mad floods with 1").doesNotContain("quiet"));
        throttle.complaint(NOON.plusSeconds(80));
        assertThat(throttle.complaint(NOON.plusSeconds(100))).isEmpty();
    }

    @Test
    void whoever_does_not_listen_is_told_to_wait_longer_each_time_and_never_for_ever() {
        throttle.admit(readings("mad", 10_000), NOON);
        for (int i = 0; i < 9; i++) {
            throttle.admit(readings("mad", 10_000), NOON);
        }
        List<Duration> told = Collections.nCopies(12, 1).stream()
                .map(one ->
                        throttle.admit(readings("mad", one), NOON).orElseThrow().retryAfter())
                .toList();
        assertThat(told).isSorted().startsWith(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(told).endsWith(Duration.ofMinutes(5));
        assertThat(throttle.admit(readings("mad", 1), NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void a_pack_of_several_devices_is_all_or_nothing_and_names_the_one_at_fault() {
        for (int i = 0; i < 10; i++) {
            throttle.admit(readings("mad", 10_000), NOON);
        }
        var pack = List.<Observation>of(
                readings("quiet", 1).get(0), readings("mad", 1).get(0));
        assertThat(throttle.admit(pack, NOON)
                        .map(tooMuch -> tooMuch.source().device().value()))
                .isEqualTo(Optional.of("mad"));
        for (int i = 0; i < 10; i++) {
            assertThat(throttle.admit(readings("quiet", 10_000), NOON))
                    .as("its tokens were not taken")
                    .isEmpty();
        }
    }

    @Test
    void a_clock_set_back_neither_fills_nor_locks_out() {
        for (int i = 0; i < 10; i++) {
            throttle.admit(readings("cgm", 10_000), NOON);
        }
        Instant back = NOON.minus(Duration.ofDays(365));
        assertThat(throttle.admit(readings("cgm", 1), back)).isPresent();
        assertThat(throttle.admit(readings("cgm", 1), back.plusSeconds(1))).isEmpty();
    }

    @Test
    void invented_names_do_not_fill_the_memory() {
        for (int i = 0; i < 1_000_000; i++) {
            throttle.admit(readings("invented-" + i % 50_000, 1), NOON);
        }
        assertThat(throttle.devices()).isEqualTo(Throttle.MOST_DEVICES);
    }

    private static List<Observation> readings(String device, int number) {
        return Collections.nCopies(
                number, Given.reading(100).from(device).at(NOON).build());
    }
}
