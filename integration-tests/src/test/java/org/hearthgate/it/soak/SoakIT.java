package org.hearthgate.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.hearthgate.it.HarmlessWrites;
import org.junit.jupiter.api.Test;

/** Some hours of what {@code integration-tests/soak} does for a day. */
class SoakIT {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("hearthgate.soak.minutes", 120));
    private static final double SPEED = 90;
    private static final long SEED = 20261121;
    /** A leak of one handle or thread a reconnection would show as several times that. */
    private static final int SLACK = 8;

    private static final double HEAP_SLACK_MIB = 6;

    @Test
    void twelve_devices_that_come_and_go_lose_and_double_nothing_and_leave_nothing_behind() throws Exception {
        var screen = new ByteArrayOutputStream();
        Soak.Outcome outcome = new Soak(new PrintStream(screen, true, StandardCharsets.UTF_8), SEED).run(LENGTH, SPEED);
        String table = screen.toString(StandardCharsets.UTF_8);
        System.getLogger("soak").log(System.Logger.Level.INFO, "\n" + table);
        assertThat(outcome.clean()).as(table).isTrue();
        assertThat(outcome.measured()).as(table).isGreaterThan(100);
        assertThat(outcome.flaps()).as(table).isGreaterThan(10);
        assertThat(outcome.writes()).isNotEmpty().allSatisfy(HarmlessWrites::check);
        List<Vitality> seen = outcome.vitality();
        Vitality first = seen.get(0);
        Vitality last = seen.get(seen.size() - 1);
        assertThat(last.handles()).as(table).isLessThan(first.handles() + SLACK);
        assertThat(last.threads()).as(table).isLessThan(first.threads() + SLACK);
        assertThat(last.heapMib()).as(table).isLessThan(first.heapMib() + HEAP_SLACK_MIB);
    }
}
