package org.hearthgate.ingest.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OneClockTest {
    private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    private final OneClock clock = new OneClock();

    private long live(int fiveMinutes, long aheadMillis, long delayMillis) {
        long measured = NOON + fiveMinutes * 5 * MINUTE;
        long received = measured + delayMillis;
        return clock.map(measured + aheadMillis, received, received - NOON, true)
                .addMillis();
    }

    @Test
    void a_minute_ahead_is_no_mistake_and_a_second_more_is() {
        assertThat(live(0, MINUTE, 0)).isZero();
        assertThat(live(1, MINUTE + 1, 0)).isEqualTo(-MINUTE - 1);
    }

    @Test
    void the_delivery_with_the_least_delay_tells_how_far_it_is_ahead() {
        live(0, 10_000, 9_000);
        live(1, 10_000, 200);
        live(2, 10_000, 40_000);
        assertThat(clock.ahead()).isEqualTo(Duration.ofMillis(9_800));
        assertThat(clock.samples()).isEqualTo(3);
        assertThat(clock.corrected()).isFalse();
    }

    @Test
    void a_clock_behind_is_told_and_never_put_right() {
        for (int i = 0; i < 20; i++) {
            assertThat(live(i, -20 * MINUTE, 0)).isZero();
        }
        assertThat(clock.ahead()).isEqualTo(Duration.ofMinutes(-20));
        assertThat(clock.corrected()).isFalse();
    }

    @Test
    void a_clock_that_falls_behind_is_told_after_three_readings_in_step() {
        for (int i = 0; i < 5; i++) {
            live(i, 0, 1000);
        }
        for (int i = 20; i < 23; i++) {
            live(i, -20 * MINUTE, 1000);
        }
        assertThat(clock.ahead()).isEqualTo(Duration.ofMinutes(-20).minusSeconds(1));
        assertThat(clock.samples()).isEqualTo(3);
    }

    @Test
    void a_clock_ahead_that_is_set_right_is_believed_again() {
        for (int i = 0; i < 5; i++) {
            live(i, 8 * MINUTE, 0);
        }
        assertThat(List.of(live(5, 0, 0), live(6, 0, 0), live(7, 0, 0))).containsExactly(-8 * MINUTE, -8 * MINUTE, 0L);
    }

    @Test
    void a_clock_ahead_whose_route_becomes_slow_keeps_its_correction() {
        for (int i = 0; i < 5; i++) {
            live(i, 8 * MINUTE, 0);
        }
        for (int i = 5; i < 30; i++) {
            assertThat(live(i, 8 * MINUTE, 20 * MINUTE)).isEqualTo(-8 * MINUTE);
        }
    }

    @Test
    void a_clock_that_is_set_back_too_far_loses_its_correction_and_gets_none() {
        for (int i = 0; i < 5; i++) {
            live(i, 8 * MINUTE, 0);
        }
        live(5, -8 * MINUTE, 0);
        live(6, -8 * MINUTE, 0);
        assertThat(live(7, -8 * MINUTE, 0)).isZero();
    }

    @Test
    void a_correction_from_an_older_record_that_makes_readings_younger_is_not_taken_up() {
        clock.restore(new Piece(NOON - MINUTE, 20 * MINUTE));
        assertThat(live(0, -20 * MINUTE, 0)).isZero();
    }

    @Test
    void a_burst_of_old_readings_proves_nothing() {
        for (int i = 0; i < 20; i++) {
            long device = NOON - 60 * MINUTE + i * MINUTE;
            assertThat(clock.map(device, NOON + i * 1000, i * 1000, true).addMillis())
                    .isZero();
        }
    }

    @Test
    void a_hub_that_does_not_know_the_time_learns_nothing() {
        assertThat(clock.map(NOON + 30 * MINUTE, NOON, 0, false).addMillis()).isZero();
    }

    @Test
    void a_piece_comes_back_from_the_record_as_it_went_in() {
        var piece = new Piece(NOON, -183_250);
        assertThat(piece.detail())
                .isEqualTo("correctionSeconds=-183.250 fromDeviceTime=2026-03-02T12:00:00Z; "
                        + "the device's clock is 183 s ahead");
        assertThat(Piece.parse(piece.detail())).contains(piece);
        assertThat(Piece.parse("set by hand")).isEmpty();
        assertThat(Piece.parse("correctionSeconds=1.000 fromDeviceTime=yesterday; x"))
                .isEmpty();
    }

    @Property(tries = 300)
    void nothing_is_measured_after_it_was_received_and_one_device_time_is_one_instant(
            @ForAll @LongRange(min = -500_000, max = 500_000) long ahead,
            @ForAll @Size(max = 40) List<@IntRange(max = 90) Integer> delaySeconds) {
        var one = new OneClock();
        Map<Long, Long> meant = new HashMap<>();
        for (int i = 0; i < delaySeconds.size(); i++) {
            long measured = NOON + i * 5 * MINUTE;
            long received = measured + delaySeconds.get(i) * 1000L;
            long device = measured + ahead;
            long instant =
                    device + one.map(device, received, received - NOON, true).addMillis();
            assertThat(instant).isLessThanOrEqualTo(received + MINUTE).isLessThanOrEqualTo(device);
            meant.put(device, instant);
        }
        meant.forEach((device, instant) ->
                assertThat(device + one.map(device, NOON, 0, true).addMillis()).isEqualTo(instant));
    }
}
