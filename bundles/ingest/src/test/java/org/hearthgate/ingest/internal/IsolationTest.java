package org.hearthgate.ingest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ForwardingObservationStore;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One that misbehaves, and the others who must not notice. */
@Timeout(60)
class IsolationTest {
    private final SteppedStore store = new SteppedStore();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final IngestPipeline pipeline = new IngestPipeline(
            store, new ManualClock(NOON), FixedHousehold.of("Anna", "Ben"), Configured.by(IngestPipeline.Config.class));

    @AfterEach
    void stop() throws InterruptedException {
        stuck.countDown();
        store.free();
        pipeline.close();
    }

    @Test
    void a_quiet_device_waits_one_slow_commit_at_most_beside_a_flooder_who_is_named() throws Exception {
        store.step();
        flood(0);
        store.awaitAppend();
        int flooded = 100;
        while (!flood(flooded).isCompletedExceptionally()) {
            flooded += 100;
        }
        assertThat(flooded).as("the flooder's share of the queue").isBetween(10_000, 10_200);
        CompletableFuture<List<Receipt>> quiet = submit("quiet", 0);
        store.allow(2); // the commit under way and the next one, however long the disk takes for each
        assertThat(quiet.get(10, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void a_flooder_is_refused_beyond_its_burst_and_named() {
        int refused = 0;
        for (int i = 0; i < 1_100; i++) {
            CompletableFuture<List<Receipt>> answer = flood(i * 100).exceptionally(failure -> List.of());
            refused += answer.orTimeout(10, TimeUnit.SECONDS).join().isEmpty() ? 1 : 0;
        }
        assertThat(refused).isEqualTo(100);
        Throwable last = submit("flooder", 1).handle((kept, failure) -> failure).join();
        assertThat(last).isInstanceOfSatisfying(SinkBusyException.class, busy -> assertThat(busy.retryAfter())
                .hasMinutes(5));
        assertThat(pipeline.check().status()).isEqualTo(Health.Status.WARN);
        assertThat(pipeline.check().message()).contains("device flooder floods");
        assertThat(submit("quiet", 0).orTimeout(10, TimeUnit.SECONDS).join()).hasSize(1);
    }

    @Test
    void a_stuck_listener_keeps_nobody_else_from_hearing_and_nobody_from_its_receipt() throws Exception {
        BlockingQueue<StoredObservation> told = new LinkedBlockingQueue<>();
        pipeline.addListener(committed -> awaitStuck());
        pipeline.addListener(told::addAll);
        for (int i = 0; i < 100; i++) {
            assertThat(submit("cgm", i).get(10, TimeUnit.SECONDS)).hasSize(1);
            assertThat(told.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void an_adapter_that_blocks_in_its_answer_holds_up_neither_the_pipeline_nor_another_adapter() throws Exception {
        store.step();
        submit("cgm", 0).thenRun(this::awaitStuck); // before the commit, or it would run here
        store.free();
        BlockingQueue<StoredObservation> told = new LinkedBlockingQueue<>();
        pipeline.addListener(told::addAll);
        submit("cgm", 1);
        assertThat(told.poll(10, TimeUnit.SECONDS)).isNotNull();
        Observation other = Given.reading(100).at(NOON).build();
        other = other.withOrigin(new Origin(
                other.person(),
                other.device(),
                other.measuredAt(),
                other.origin().deviceOffset(),
                other.receivedAt(),
                other.origin().sequence(),
                other.quality(),
                Provenance.of("another")));
        assertThat(pipeline.submit(List.of(other)).get(10, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void answers_of_one_adapter_come_in_the_order_of_its_submissions() throws Exception {
        BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
        store.step();
        var expected = new ArrayList<Integer>();
        for (int i = 0; i < 500; i++) {
            int number = i;
            expected.add(i);
            submit("cgm", i).thenRun(() -> order.add(number));
        }
        store.free();
        submit("cgm", 500).get(10, TimeUnit.SECONDS);
        assertThat(order).containsExactlyElementsOf(expected);
    }

    @Test
    void what_the_disk_refuses_is_told_to_be_judged_and_not_as_kept() throws Exception {
        BlockingQueue<Observation> unsaved = new LinkedBlockingQueue<>();
        BlockingQueue<StoredObservation> saved = new LinkedBlockingQueue<>();
        pipeline.addListener(new ObservationListener() {
            @Override
            public void committed(List<StoredObservation> committed) {
                saved.addAll(committed);
            }

            @Override
            public void uncommitted(List<Observation> uncommitted) {
                unsaved.addAll(uncommitted);
            }
        });
        store.failure = new StoreException("the disk is full", null);
        assertThat(submit("cgm", 0).handle((kept, failure) -> failure).get(10, TimeUnit.SECONDS))
                .isInstanceOf(SinkBusyException.class);
        assertThat(unsaved.poll(10, TimeUnit.SECONDS)).isEqualTo(reading("cgm", 0));
        store.failure = null;
        submit("cgm", 0).get(10, TimeUnit.SECONDS);
        assertThat(saved.poll(10, TimeUnit.SECONDS).observation()).isEqualTo(reading("cgm", 0));
        assertThat(unsaved).isEmpty();
    }

    private CompletableFuture<List<Receipt>> flood(int from) {
        var hundred = new ArrayList<Observation>();
        for (int i = 0; i < 100; i++) {
            hundred.add(reading("flooder", from + i));
        }
        return pipeline.submit(hundred);
    }

    private CompletableFuture<List<Receipt>> submit(String device, int number) {
        return pipeline.submit(List.of(reading(device, number)));
    }

    private static Observation reading(String device, int number) {
        return Given.reading(100).from(device).at(NOON.minusMillis(number)).build();
    }

    private void awaitStuck() {
        try {
            stuck.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A disk whose every transaction takes as long as the test wants. */
    private static final class SteppedStore extends ForwardingObservationStore {
        private final Semaphore steps = new Semaphore(0);
        private final Semaphore entered = new Semaphore(0);
        private volatile boolean stepping;
        private volatile StoreException failure;

        private SteppedStore() {
            super(new InMemoryObservationStore());
        }

        void step() {
            stepping = true;
        }

        void awaitAppend() throws InterruptedException {
            assertThat(entered.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }

        void allow(int commits) {
            steps.release(commits);
        }

        void free() {
            stepping = false;
            steps.release(1_000);
        }

        @Override
        public List<Receipt> append(List<Observation> batch) {
            if (failure != null) {
                throw failure;
            }
            if (stepping) {
                entered.release();
                steps.acquireUninterruptibly();
            }
            return super.append(batch);
        }
    }
}
