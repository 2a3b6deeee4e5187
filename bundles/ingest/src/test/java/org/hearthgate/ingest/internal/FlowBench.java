package org.hearthgate.ingest.internal;

import static org.hearthgate.testkit.Given.NOON;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;

/**
 * What the pipeline itself costs, with a record in memory: a reading's way to a listener and to its receipt, and how many a second go
 * through. Run it by hand; it asserts nothing.
 */
final class FlowBench {
    private static final int ROUNDS = 20_000;
    private static final int FLOOD = 80_000;
    private static final PrintStream OUT = System.out;

    private FlowBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        for (int warm = 0; warm < 3; warm++) {
            run(warm == 2);
        }
    }

    private static void run(boolean tell) throws InterruptedException {
        var pipeline = new IngestPipeline(
                new InMemoryObservationStore(),
                new ManualClock(NOON),
                FixedHousehold.of("Anna"),
                Configured.by(IngestPipeline.Config.class));
        var told = new Semaphore(0);
        var toldAt = new AtomicLong();
        pipeline.addListener(committed -> {
            toldAt.set(System.nanoTime());
            told.release(committed.size());
        });
        var toListener = new long[ROUNDS];
        var toReceipt = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            List<Observation> reading = List.of(reading(i));
            long begin = System.nanoTime();
            var answer = pipeline.submit(reading).thenApply(receipts -> System.nanoTime());
            told.acquire();
            toListener[i] = toldAt.get() - begin;
            toReceipt[i] = answer.join() - begin;
        }
        var room = new Semaphore(2_000);
        long begin = System.nanoTime();
        for (int i = 0; i < FLOOD; i++) {
            room.acquire();
            Observation next = Given.reading(100)
                    .from("bench-" + i % 8)
                    .at(NOON.minusMillis(i))
                    .build();
            pipeline.submit(List.of(next)).whenComplete((receipts, failure) -> room.release());
        }
        room.acquire(2_000);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (tell) {
            Arrays.sort(toListener);
            Arrays.sort(toReceipt);
            OUT.printf(
                    Locale.ROOT,
                    "to the listener: median %.1f us, p99 %.1f us; to the receipt: median %.1f us, p99 %.1f us; %,.0f submissions/s%n",
                    toListener[ROUNDS / 2] / 1e3,
                    toListener[ROUNDS * 99 / 100] / 1e3,
                    toReceipt[ROUNDS / 2] / 1e3,
                    toReceipt[ROUNDS * 99 / 100] / 1e3,
                    FLOOD / seconds);
        }
        pipeline.close();
    }

    private static Observation reading(int number) {
        return Given.reading(100).from("bench").at(NOON.minusMillis(number)).build();
    }
}
