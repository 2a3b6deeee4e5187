package org.hearthgate.store.sqlite.internal.years;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.reading;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.HeartRateSummary;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.store.sqlite.internal.OpenedStore;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class BesideAWriterTest {
    private static final Instant OLD = Instant.parse("2026-01-10T08:00:00Z");
    private static final Instant NOW = OLD.plus(Duration.ofDays(200));
    private static final Logger LOG = LoggerFactory.getLogger(BesideAWriterTest.class);
    private static final int RATES = 20_000;

    @TempDir
    Path folder;

    @Test
    void readings_are_committed_while_old_rows_are_rolled_up_and_nothing_is_lost() throws InterruptedException {
        try (var open = new OpenedStore(folder)) {
            var rates = new ArrayList<Observation>();
            for (int i = 1; i <= RATES; i++) {
                Instant at = OLD.plusSeconds(i);
                rates.add(HeartRate.of(
                        Origin.of(ANNA, new DeviceId("strap"), at, at, Provenance.of("coap")), 60 + i % 60));
            }
            open.store().append(rates);
            var alone = new ArrayList<Long>();
            int written = 0;
            while (written < 200) {
                alone.add(commit(open, written++));
            }
            var retention = new Retention(Configured.by(YearsConfig.class, Map.of()));
            var upkeep = CompletableFuture.runAsync(() -> {
                for (Sweep sweep : Pass.sweeps(open.record(), retention, NOW)) {
                    while (sweep.step() != Sweep.Step.DONE) {
                        Thread.yield();
                    }
                }
            });
            var beside = new ArrayList<Long>();
            while (!upkeep.isDone()) {
                beside.add(commit(open, written++));
            }
            upkeep.join();
            LOG.info("a commit alone: {}; beside the roll-up of {} rows: {}", told(alone), RATES, told(beside));
            assertThat(open.store()
                            .window(ObservationQuery.of(ANNA, Instant.MIN, Instant.MAX, ObservationKind.GLUCOSE)))
                    .hasSize(written);
            assertThat(open
                            .store()
                            .window(ObservationQuery.of(
                                    ANNA, Instant.MIN, Instant.MAX, ObservationKind.HEART_RATE_SUMMARY))
                            .stream()
                            .mapToInt(it -> ((HeartRateSummary) it.observation()).measurements())
                            .sum())
                    .isEqualTo(RATES);
        }
    }

    /** {@return nanoseconds it took} Some hundred a second: nobody counts the latch down. */
    private static long commit(OpenedStore open, int number) throws InterruptedException {
        new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
        long start = System.nanoTime();
        open.store().append(List.of(reading(100).at(NOW.plusSeconds(number)).build()));
        return System.nanoTime() - start;
    }

    private static String told(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int count = sorted.size();
        return count == 0
                ? "none"
                : "%d commits, median %.1f ms, p99 %.1f ms, longest %.1f ms"
                        .formatted(
                                count,
                                sorted.get(count / 2) / 1e6,
                                sorted.get(count * 99 / 100) / 1e6,
                                sorted.get(count - 1) / 1e6);
    }
}
