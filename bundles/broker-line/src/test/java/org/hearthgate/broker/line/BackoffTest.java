package org.hearthgate.broker.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BackoffTest {
    @Property(tries = 100)
    void doubles_up_to_its_bound_and_never_waits_longer_or_less_than_half(@ForAll long seed) {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(seed));
        for (long bound : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(bound * 500), Duration.ofSeconds(bound));
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
}
