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
    void a_clock_behind_takes_three_readings_in_step_to_prove() {
        assertThat(List.of(live(0, -20 * MINUTE, 0), live(1, -20 * MINUTE, 0), live(2, -20 * MINUTE, 0)))
                .containsExactly(0L, 0L, 20 * MINUTE);
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
            assertThat(instant).isLessThanOrEqualTo(received + MINUTE);
            meant.put(device, instant);
        }
        meant.forEach((device, instant) ->
                assertThat(device + one.map(device, NOON, 0, true).addMillis()).isEqualTo(instant));
    }
}
