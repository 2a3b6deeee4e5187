package org.hearthgate.watchdog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The threads: what hangs is noticed, what sounds can be calmed. */
class WatchTest {
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Patience SHORT =
            new Patience(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofMillis(300));

    private final CountDownLatch forever = new CountDownLatch(1);
    private final HouseOfParts house = new HouseOfParts();
    private final Loudspeaker loudspeaker = new Loudspeaker();
    private final Siren siren = new Siren(loudspeaker, MOMENT, MOMENT, 2);
    private final Road road = new Road(house, SHORT);
    private final Watch watch = new Watch(road, siren, SHORT, MOMENT, () -> Duration.ofNanos(System.nanoTime()));

    /** Counts instead of sounding. */
    private static final class Loudspeaker implements Voice {
        private final AtomicInteger bursts = new AtomicInteger();
        private final AtomicReference<IOException> broken = new AtomicReference<>();

        @Override
        public String name() {
            return "test";
        }

        @Override
        public void alarm() throws IOException {
            if (broken.get() != null) {
                throw broken.get();
            }
            bursts.incrementAndGet();
        }

        @Override
        public void test(boolean silent) {}
    }

    @AfterEach
    void let_go() {
        forever.countDown();
        watch.close();
        siren.close();
    }

    @Test
    void sounds_again_and_again_while_the_path_stands_still_and_calms_when_it_moves() {
        house.hasBoard = false;
        watch.start();
        await().until(() -> loudspeaker.bursts.get() > 5);
        house.hasBoard = true;
        await().until(() -> watch.overdue().isEmpty());
        await().during(Duration.ofMillis(100)).until(() -> {
            int before = loudspeaker.bursts.get();
            return before == loudspeaker.bursts.get() && watch.overdue().isEmpty();
        });
    }

    private static HealthProbe onAlarmPath(String name, Runnable whenAsked) {
        return new HealthProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean onAlarmPath() {
                return true;
            }

            @Override
            public Health check() {
                whenAsked.run();
                return Health.ok("all is well");
            }
        };
    }

    @Test
    void a_part_that_never_returns_from_being_asked_is_noticed_from_outside() {
        house.probes.add(onAlarmPath("stuck", () -> {
            try {
                forever.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        watch.start();
        await().until(() -> loudspeaker.bursts.get() > 0);
        assertThat(watch.isWatching()).isTrue();
        assertThat(Watch.words(watch.overdue())).contains("the health of stuck has not answered");
    }

    @Test
    void an_interrupt_that_a_part_leaves_behind_does_not_end_the_watch() {
        var asked = new AtomicInteger();
        house.probes.add(onAlarmPath("rude", () -> {
            asked.incrementAndGet();
            Thread.currentThread().interrupt();
        }));
        watch.start();
        await().until(() -> asked.get() > 3);
        assertThat(watch.isWatching()).isTrue();
    }

    @Test
    void when_it_is_over_it_waits_for_no_further_look() {
        var hourly = new Watch(road, siren, SHORT, Duration.ofHours(1), () -> Duration.ofNanos(System.nanoTime()));
        hourly.start();
        await().until(() -> waiting("hearthgate-watchdog") && waiting("hearthgate-watchdog-ask"));
        hourly.close();
        assertThat(hourly.isWatching()).isFalse();
        assertThat(threads()).noneMatch(thread -> thread.getName().equals("hearthgate-watchdog-ask"));
    }

    private static boolean waiting(String name) {
        return threads().stream()
                .anyMatch(thread -> thread.getName().equals(name) && thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    @Test
    void a_part_that_throws_when_it_is_asked_is_a_failure_not_the_end_of_the_watch() {
        house.rules.add(null);
        house.rules.remove(0);
        watch.start();
        await().until(() -> loudspeaker.bursts.get() > 0);
        assertThat(Watch.words(watch.overdue())).contains("fails when it is asked");
    }

    @Test
    void a_loudspeaker_that_fails_is_told_and_tried_again() {
        loudspeaker.broken.set(new IOException("no sound card"));
        house.hasBoard = false;
        watch.start();
        await().until(() -> siren.failure().isPresent());
        loudspeaker.broken.set(null);
        await().until(() -> loudspeaker.bursts.get() > 0);
        await().until(() -> siren.failure().isEmpty());
    }
}
