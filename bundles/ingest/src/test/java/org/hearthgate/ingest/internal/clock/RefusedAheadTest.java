package org.hearthgate.ingest.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class RefusedAheadTest {
    private static final Duration AHEAD = Duration.ofMinutes(15);

    private final ManualClock clock = new ManualClock(NOON);
    private final RefusedAhead refused = new RefusedAhead(clock);

    private Observation fromTheFuture(String device) {
        return reading(100).from(device).at(clock.now().plus(AHEAD)).build();
    }

    @Test
    void is_told_at_once_and_then_every_ten_minutes_whatever_the_wall_clock_does() {
        assertThat(refused.refused(fromTheFuture("phone"))).hasValueSatisfying(event -> {
            assertThat(event.detail()).startsWith(DeviceEvent.REFUSED_AHEAD_SECONDS + "900;");
            assertThat(event.device()).isEqualTo(new DeviceId("phone"));
            assertThat(event.measuredAt()).isEqualTo(NOON);
        });
        clock.advance(Duration.ofMinutes(5));
        assertThat(refused.refused(fromTheFuture("phone"))).isEmpty();
        assertThat(refused.refused(fromTheFuture("other"))).isPresent();
        clock.jumpTo(NOON.plus(Duration.ofHours(3)));
        assertThat(refused.refused(fromTheFuture("phone"))).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(refused.refused(fromTheFuture("phone"))).isPresent();
    }

    @Test
    void a_watch_without_an_alarm_is_named_in_health_alone_and_forgotten_once_it_is_set() {
        Instant at = NOON.plus(AHEAD);
        var rate = HeartRate.of(Origin.of(ANNA, new DeviceId("watch"), at, NOON, Provenance.of("test")), 60);
        assertThat(refused.refused(rate)).isEmpty();
        assertThat(refused.complaint())
                .hasValue("the clock of device watch is 15 min ahead and its readings are refused: set its date, time"
                        + " and time zone");
        clock.advance(Duration.ofMinutes(31));
        assertThat(refused.complaint()).isEmpty();
    }

    @Test
    void thousands_of_devices_cost_no_memory() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(refused.refused(fromTheFuture("device-" + i))).isPresent();
        }
        assertThat(refused.refused(fromTheFuture("device-0"))).as("forgotten").isPresent();
    }
}
