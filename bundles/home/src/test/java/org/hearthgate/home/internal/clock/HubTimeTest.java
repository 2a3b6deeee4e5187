package org.hearthgate.home.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.hub.ClockStep;
import org.hearthgate.home.internal.FakeMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTimeTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @TempDir
    Path root;

    private final FakeMachine machine = new FakeMachine(NOON);

    @BeforeEach
    void a_time_service_runs() throws IOException {
        Files.createDirectories(root.resolve("run/systemd/timesync"));
    }

    private void synchronised() {
        try {
            Files.createFile(root.resolve("run/systemd/timesync/synchronized"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HubTime known(Instant last) {
        return new HubTime(machine, ClockTrust.byEvidence(root), new LastKnownTime.Known(last, last));
    }

    @Test
    void a_hub_switched_on_in_1970_counts_on_from_the_last_known_time() {
        machine.set(Instant.EPOCH);
        HubTime time = known(NOON);
        machine.runs(MINUTE);
        assertThat(time.now()).isEqualTo(NOON.plus(MINUTE));
        assertThat(time.trusted()).isFalse();
    }

    @Test
    void a_hub_that_knows_nothing_at_all_counts_from_the_year_of_its_making() {
        machine.set(Instant.EPOCH);
        assertThat(known(Instant.EPOCH).now()).isEqualTo(ClockTrust.NOT_BEFORE);
    }

    @Test
    void a_fake_clock_two_hours_behind_never_tells_an_earlier_time_than_before() {
        machine.set(NOON.minus(TWO_HOURS));
        HubTime time = known(NOON);
        assertThat(time.now()).isEqualTo(NOON);
        machine.runs(MINUTE);
        assertThat(time.now()).isEqualTo(NOON.plus(MINUTE));
    }

    @Test
    void synchronising_ends_the_distrust_and_is_one_step() {
        machine.set(Instant.EPOCH);
        HubTime time = known(NOON);
        machine.runs(MINUTE);
        machine.set(NOON.plus(TWO_HOURS));
        synchronised();
        time.judge();
        assertThat(time.trusted()).isTrue();
        assertThat(time.now()).isEqualTo(NOON.plus(TWO_HOURS));
        assertThat(time.elapsed()).isEqualTo(FakeMachine.BEFORE.plus(MINUTE));
        assertThat(time.takeSteps()).last().isEqualTo(new ClockStep(NOON.plus(TWO_HOURS), NOON.plus(TWO_HOURS), true));
    }

    @Test
    void a_device_teaches_an_untrusted_clock_forward_only_and_within_reason() {
        machine.set(Instant.EPOCH);
        HubTime time = known(NOON);
        time.learn(NOON.plus(TWO_HOURS));
        assertThat(time.now()).isEqualTo(NOON.plus(TWO_HOURS));
        time.learn(NOON);
        time.learn(Instant.parse("2044-01-01T00:00:00Z"));
        assertThat(time.now()).isEqualTo(NOON.plus(TWO_HOURS));
        assertThat(time.trusted()).isFalse();
        assertThat(time.takeSteps()).containsExactly(new ClockStep(NOON, NOON.plus(TWO_HOURS), false));
    }

    @Test
    void a_trusted_clock_is_taught_by_nobody() {
        synchronised();
        HubTime time = known(NOON);
        time.learn(NOON.plus(TWO_HOURS));
        assertThat(time.now()).isEqualTo(NOON);
    }

    @Test
    void steps_both_ways_move_the_wall_and_not_the_running_time() {
        synchronised();
        HubTime time = known(NOON);
        machine.runs(MINUTE);
        machine.set(NOON.plus(TWO_HOURS));
        assertThat(time.now()).isEqualTo(NOON.plus(TWO_HOURS));
        machine.set(NOON.minus(TWO_HOURS));
        assertThat(time.now()).isEqualTo(NOON.minus(TWO_HOURS));
        assertThat(time.elapsed()).isEqualTo(FakeMachine.BEFORE.plus(MINUTE));
        assertThat(time.takeSteps())
                .extracting(ClockStep::by)
                .containsExactly(TWO_HOURS.minus(MINUTE), TWO_HOURS.multipliedBy(-2));
    }

    @Test
    void sleep_is_time_that_passed_and_no_step() {
        synchronised();
        HubTime time = known(NOON);
        machine.runs(MINUTE);
        machine.sleeps(TWO_HOURS);
        assertThat(time.now()).isEqualTo(NOON.plus(TWO_HOURS).plus(MINUTE));
        assertThat(time.elapsed()).isEqualTo(FakeMachine.BEFORE.plus(TWO_HOURS).plus(MINUTE));
        assertThat(time.takeSteps()).isEmpty();
    }

    @Test
    void a_slewing_time_service_is_followed_in_silence() {
        synchronised();
        HubTime time = known(NOON);
        machine.set(NOON.plusMillis(400));
        assertThat(time.now()).isEqualTo(NOON.plusMillis(400));
        assertThat(time.takeSteps()).isEmpty();
    }

    @Test
    void a_taught_time_is_remembered_for_the_order_and_not_for_the_trust() {
        machine.set(Instant.EPOCH);
        HubTime time = known(NOON);
        time.learn(NOON.plus(TWO_HOURS));
        assertThat(time.toRemember()).isEqualTo(new LastKnownTime.Known(NOON.plus(TWO_HOURS), NOON));
    }

    @Test
    void the_memory_survives_and_a_torn_file_is_no_memory() throws IOException {
        LastKnownTime memory = LastKnownTime.in(root.toString());
        assertThat(memory.read()).isEqualTo(LastKnownTime.Known.NOTHING);
        memory.write(new LastKnownTime.Known(NOON, NOON.minus(MINUTE)));
        assertThat(LastKnownTime.in(root.toString()).read())
                .isEqualTo(new LastKnownTime.Known(NOON, NOON.minus(MINUTE)));
        Files.writeString(root.resolve("last-known-time"), "2026-03-");
        assertThat(memory.read()).isEqualTo(LastKnownTime.Known.NOTHING);
    }

    @Test
    void two_runs_of_the_hub_on_a_machine_that_stayed_on_count_alike() {
        HubTime first = known(NOON);
        machine.runs(TWO_HOURS);
        HubTime second = known(NOON);
        assertThat(second.elapsed()).isEqualTo(first.elapsed());
        assertThat(second.boot()).isEqualTo(first.boot()).hasValue("boot-1");
    }

    @Test
    void a_container_that_is_shown_its_own_uptime_names_no_boot() {
        machine.shows(Duration.ofMinutes(2));
        assertThat(known(NOON).boot()).isEmpty();
    }
}
