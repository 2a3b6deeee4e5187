package org.hearthgate.home.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.hearthgate.api.hub.ClockStep;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.home.internal.clock.ClockTrust;
import org.hearthgate.home.internal.clock.LastKnownTime;
import org.hearthgate.home.internal.clock.MachineTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SystemHubClockTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeMachine machine = new FakeMachine(Instant.parse("2026-03-02T12:00:00.123456789Z"));
    private final List<ClockStep> told = new ArrayList<>();

    private SystemHubClock clock(double speed) {
        return clock(machine, speed);
    }

    private SystemHubClock clock(MachineTime machineTime, double speed) {
        return clock(machineTime, LastKnownTime.in(""), speed);
    }

    private SystemHubClock clock(MachineTime machineTime, LastKnownTime memory, double speed) {
        return new SystemHubClock(machineTime, ClockTrust.configured("always"), memory, speed, told::add);
    }

    @Test
    void tells_the_machines_time_to_the_millisecond() {
        assertThat(clock(1).now()).isEqualTo(Instant.parse("2026-03-02T12:00:00.123Z"));
    }

    @Test
    void steps_when_the_machine_steps_and_tells_it_once() {
        SystemHubClock clock = clock(1);
        clock.close(); // looks only when told to
        machine.set(NEW_YEAR);
        assertThat(clock.now()).isEqualTo(NEW_YEAR);
        clock.look();
        clock.look();
        assertThat(told).singleElement().extracting(ClockStep::after).isEqualTo(NEW_YEAR);
    }

    @Test
    void runs_a_day_in_five_minutes_at_speed_288_and_lives_by_no_step() {
        machine.set(NEW_YEAR);
        SystemHubClock clock = clock(288);
        machine.runs(Duration.ofMinutes(5));
        assertThat(clock.now()).isEqualTo(NEW_YEAR.plus(Duration.ofDays(1)));
        machine.set(NEW_YEAR.plus(Duration.ofDays(7)));
        assertThat(clock.now()).isEqualTo(NEW_YEAR.plus(Duration.ofDays(1)));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void goes_on_from_its_fast_days_after_a_start_and_back_to_the_machine_at_normal_speed(@TempDir Path folder) {
        machine.set(NEW_YEAR);
        SystemHubClock first = clock(machine, LastKnownTime.in(folder.toString()), 288);
        machine.runs(Duration.ofMinutes(5));
        first.close();
        assertThat(clock(machine, LastKnownTime.in(folder.toString()), 288).now())
                .isEqualTo(NEW_YEAR.plus(Duration.ofDays(1)));
        assertThat(clock(machine, LastKnownTime.in(folder.toString()), 1).now())
                .isEqualTo(NEW_YEAR.plus(Duration.ofMinutes(5)));
    }

    @Test
    void does_not_believe_a_time_before_its_own_year() {
        machine.set(NEW_YEAR.minusMillis(1));
        assertThat(clock(1).trusted()).isFalse();
        machine.set(NEW_YEAR);
        assertThat(clock(1).trusted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e6})
    void refuses_a_speed_that_is_none(double speed) {
        assertThatIllegalArgumentException().isThrownBy(() -> clock(speed)).withMessageContaining("speed");
    }

    @Test
    void refuses_a_period_of_zero() {
        SystemHubClock clock = clock(1);
        assertThatIllegalArgumentException().isThrownBy(() -> clock.every(Duration.ZERO, "never", () -> {}));
    }

    @Test
    void repeats_on_a_named_daemon_thread_with_periods_shortened_by_the_speed() throws InterruptedException {
        var ran = new CountDownLatch(3);
        var thread = new AtomicReference<Thread>();
        SystemHubClock clock = clock(MachineTime.system(), 1000);
        try (var repetition = clock.every(Duration.ofSeconds(2), "two-seconds", () -> {
            thread.set(Thread.currentThread());
            ran.countDown();
        })) {
            assertThat(repetition).isNotNull();
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(thread.get().getName()).isEqualTo("two-seconds");
        assertThat(thread.get().isDaemon()).isTrue();
    }

    @Test
    void survives_a_task_that_throws_even_an_error() throws InterruptedException {
        var ran = new CountDownLatch(3);
        try (var repetition = clock(1).every(Duration.ofMillis(1), "failing", () -> {
            ran.countDown();
            if (ran.getCount() % 2 == 0) {
                throw new AssertionError("an error once");
            }
            throw new IllegalStateException("an exception once");
        })) {
            assertThat(repetition).isNotNull();
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void waits_on_closing_for_the_run_in_progress() throws InterruptedException {
        var started = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        HubClock.Repetition repetition = clock(1).every(Duration.ofMillis(1), "slow", () -> {
            started.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("a run in progress must not be interrupted", e);
            }
            ended.set(true);
        });
        started.await();
        var closer = new Thread(repetition::close, "closer");
        closer.start();
        closer.join(50);
        assertThat(closer.isAlive()).as("waits").isTrue();
        goOn.countDown();
        closer.join();
        assertThat(ended).isTrue();
    }

    @Test
    void lets_a_task_end_its_own_repetition() throws InterruptedException {
        var self = new AtomicReference<HubClock.Repetition>();
        var set = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        self.set(clock(1).every(Duration.ofMillis(1), "self-ending", () -> {
            try {
                set.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            self.get().close();
            closed.countDown();
        }));
        set.countDown();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ends_every_repetition_when_it_is_deactivated() throws InterruptedException {
        var ran = new CountDownLatch(1);
        var thread = new AtomicReference<Thread>();
        SystemHubClock clock = clock(1);
        HubClock.Repetition left = clock.every(Duration.ofMillis(1), "left-over", () -> {
            thread.set(Thread.currentThread());
            ran.countDown();
        });
        ran.await();
        clock.close();
        thread.get().join();
        assertThat(thread.get().isAlive()).isFalse();
        left.close();
    }
}
