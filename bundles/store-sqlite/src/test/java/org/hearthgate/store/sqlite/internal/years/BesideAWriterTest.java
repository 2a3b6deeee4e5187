package org.hearthgate.store.sqlite.internal.years;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.reading;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.slf4j.LoggerFactory;

class BesideAWriterTest {
    private static final Instant OLD = Instant.parse("2026-01-10T08:00:00Z");
    private static final Instant NOW = OLD.plus(Duration.ofDays(200));
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
            var retention = new Retention(Configured.by(YearsConfig.class, Map.of()));
            var upkeep = CompletableFuture.runAsync(() -> {
                for (Sweep sweep : Pass.sweeps(open.record(), retention, NOW)) {
                    while (sweep.step() != Sweep.Step.DONE) {
                        Thread.yield();
                    }
                }
            });
            var waits = new ArrayList<Long>();
            int written = 0;
            var pace = new CountDownLatch(1);
            while (!upkeep.isDone() || written < 50) {
                pace.await(2, TimeUnit.MILLISECONDS); // nobody counts it down: some hundred readings a second
                long start = System.nanoTime();
                open.store()
                        .append(List.of(
                                reading(100).at(NOW.plusSeconds(written++)).build()));
                waits.add(System.nanoTime() - start);
            }
            upkeep.join();
            long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
            LoggerFactory.getLogger(getClass())
                    .info(
                            "{} commits beside the roll-up of {} rows: median {} us, p99 {} us, longest {} us",
                            written,
                            RATES,
                            sorted[sorted.length / 2] / 1000,
                            sorted[sorted.length * 99 / 100] / 1000,
                            Arrays.stream(sorted).max().orElse(0) / 1000);
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
}
