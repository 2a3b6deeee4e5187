package org.hearthgate.adapter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Duration WHILE = Duration.ofMinutes(10);

    private final ManualClock clock = new ManualClock(Given.NOON);
    private final RecordingSink sink = new RecordingSink();
    private final Refusals refusals =
            new Refusals(sink, clock, new Refusals.Source("test", Given.SENSOR, Optional.of(Given.ANNA)), 3, WHILE);

    private void flood(int times) {
        for (int i = 0; i < times; i++) {
            refusals.refuse("too short: " + i, new byte[] {1, 2});
        }
    }

    @Test
    void what_is_refused_keeps_its_octets_its_reason_and_whose_it_is() {
        refusals.refuse("too short", new byte[] {1, 2});

        Quarantined kept = sink.quarantined().get(0);
        assertThat(List.of(kept.adapter(), kept.source(), kept.reason()))
                .containsExactly("test", Given.SENSOR.value(), "too short");
        assertThat(kept.person()).contains(Given.ANNA);
        assertThat(kept.raw().octets()).containsExactly(1, 2);
        assertThat(kept.at()).isEqualTo(Given.NOON);
    }

    @Test
    void a_flood_fills_its_share_and_no_more_and_is_counted() {
        flood(1000);

        assertThat(sink.quarantined()).hasSize(3);
        assertThat(refusals.summary()).contains("Refused 1000, last: too short: 999");
    }

    @Test
    void the_share_is_there_again_after_the_while_and_not_before() {
        clock.advance(Duration.ofDays(1)); // the while begins with the first refusal, not with the hub
        flood(4);
        clock.advance(WHILE.minusNanos(1));
        flood(4);
        assertThat(sink.quarantined()).hasSize(3);

        clock.advance(Duration.ofNanos(1));
        flood(4);
        assertThat(sink.quarantined()).hasSize(6);
    }

    @Test
    void a_clock_that_is_set_back_gives_no_new_share() {
        flood(4);
        clock.jumpTo(Given.NOON.minus(Duration.ofDays(400)));
        flood(4);

        assertThat(sink.quarantined()).hasSize(3);
    }

    @Test
    void where_all_was_well_there_is_nothing_to_say() {
        assertThat(refusals.summary()).isEmpty();
    }
}
