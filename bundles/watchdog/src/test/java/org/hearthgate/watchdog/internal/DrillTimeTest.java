package org.hearthgate.watchdog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Once a day, whatever the clock does. */
class DrillTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static int drills(String at, String from, String until) {
        var time = new DrillTime(at);
        int drills = 0;
        Instant start = Instant.parse(from);
        for (Instant now = start; now.isBefore(Instant.parse(until)); now = now.plusSeconds(15)) {
            if (time.isDue(now.atZone(BERLIN).toLocalDateTime(), Duration.between(start, now))) {
                drills++;
            }
        }
        return drills;
    }

    @Test
    void comes_once_a_day() {
        assertThat(drills("17:00", "2026-05-01T00:00:00Z", "2026-05-04T00:00:00Z"))
                .isEqualTo(3);
    }

    @Test
    void an_hour_that_the_night_leaves_out_is_drilled_when_it_would_have_been() {
        assertThat(drills("02:30", "2026-03-28T20:00:00Z", "2026-03-29T20:00:00Z"))
                .isEqualTo(1);
    }

    @Test
    void an_hour_that_the_night_has_twice_is_drilled_once() {
        assertThat(drills("02:30", "2026-10-24T20:00:00Z", "2026-10-25T20:00:00Z"))
                .isEqualTo(1);
    }

    @Test
    void midnight_is_an_hour_like_any_other() {
        assertThat(drills("00:00", "2026-05-01T12:00:00Z", "2026-05-03T12:00:00Z"))
                .isEqualTo(2);
    }

    @Test
    void a_hub_that_starts_after_the_hour_rings_nobody_late_at_night() {
        assertThat(drills("17:00", "2026-05-01T20:00:00Z", "2026-05-02T10:00:00Z"))
                .isZero();
    }

    @Test
    void a_clock_that_was_set_over_the_hour_did_not_live_through_it() {
        var time = new DrillTime("17:00");
        time.isDue(Instant.parse("2026-05-01T02:00:00Z").atZone(BERLIN).toLocalDateTime(), Duration.ZERO);
        assertThat(time.isDue(
                        Instant.parse("2026-05-01T21:00:00Z").atZone(BERLIN).toLocalDateTime(), Duration.ofSeconds(15)))
                .isFalse();
    }

    @Test
    void never_is_never_and_what_is_no_time_is_refused() {
        assertThat(drills("", "2026-05-01T00:00:00Z", "2026-05-03T00:00:00Z")).isZero();
        assertThatThrownBy(() -> new DrillTime("5pm"))
                .hasMessageContaining("17:00")
                .hasMessageContaining("5pm");
    }
}
