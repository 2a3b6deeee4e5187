package org.hearthgate.ingest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.ingest.internal.stage.Stage;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ForwardingObservationStore;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestPipelineTest {
    private final SwitchableStore store = new SwitchableStore();
    private final ManualClock clock = new ManualClock(NOON);
    private final IngestPipeline pipeline = new IngestPipeline(
            store, clock, FixedHousehold.of("Anna", "Ben"), Configured.by(IngestPipeline.Config.class));

    @AfterEach
    void stop() throws InterruptedException {
        store.release();
        pipeline.close();
    }

    @Test
    void answers_each_observation_in_order_good_beside_bad() {
        List<Receipt> receipts = submit(
                Given.reading(110).at(NOON).build(),
                Given.reading(9999.0 / 9).at(NOON.minusSeconds(60)).build(),
                Given.reading(111).at(NOON).build(),
                Given.reading(112).at(NOON.minusSeconds(300)).build());
        assertThat(receipts.get(0)).isInstanceOf(Receipt.Stored.class);
        assertThat(receipts.get(1)).isInstanceOfSatisfying(Receipt.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Receipt.Reason.IMPLAUSIBLE_VALUE);
            assertThat(refused.message()).isEqualTo("glucose must be 20 to 600 mg/dL, was 1111");
        });
        assertThat(receipts.get(2)).isEqualTo(new Receipt.Duplicate(((Receipt.Stored) receipts.get(0)).position()));
        assertThat(receipts.get(3)).isInstanceOf(Receipt.Stored.class);
    }

    @Test
    void keeps_what_it_refused_with_its_raw_form() {
        submit(Given.reading(700).at(NOON).raw("{\"sgv\":700}").build());
        submit(Given.reading(100).at(NOON).build()); // the quarantine is written behind the commit that follows
        assertThat(store.quarantined(10)).singleElement().satisfies(kept -> {
            assertThat(kept.raw().text()).isEqualTo("{\"sgv\":700}");
            assertThat(kept.reason()).contains("20 to 600");
        });
    }

    @Test
    void a_reading_from_the_future_is_kept_in_doubt_or_refused_by_how_far_it_is_off() {
        assertThat(kept(Given.reading(100).at(NOON.plusSeconds(60)).build())
                        .quality()
                        .doubts())
                .isEmpty();
        assertThat(kept(Given.reading(100).at(NOON.plusSeconds(61)).build())
                        .quality()
                        .has(Doubt.Flag.FUTURE))
                .isTrue();
        assertThat(kept(Given.reading(100).at(NOON.plusSeconds(600)).build())
                        .quality()
                        .has(Doubt.Flag.FUTURE))
                .isTrue();
        assertThat(reason(Given.reading(100).at(NOON.plusSeconds(601)).build()))
                .isEqualTo(Receipt.Reason.FROM_THE_FUTURE);
    }

    @Test
    void a_clock_that_was_never_set_is_named() {
        assertThat(reason(Given.reading(100).at(Instant.EPOCH).build())).isEqualTo(Receipt.Reason.CLOCK_NEVER_SET);
    }

    @Test
    void a_back_fill_is_kept_and_marked_late() {
        assertThat(kept(Given.reading(60).minutesBefore(NOON, 15).build())
                        .quality()
                        .doubts())
                .isEmpty();
        assertThat(kept(Given.reading(61).minutesBefore(NOON, 15.1).build())
                        .quality()
                        .has(Doubt.Flag.LATE))
                .isTrue();
    }

    @Test
    void nobody_else_lives_here() {
        assertThat(reason(Given.reading(100).of(new PersonId("eve")).at(NOON).build()))
                .isEqualTo(Receipt.Reason.UNKNOWN_PERSON);
    }

    @Test
    void answers_only_after_the_commit() throws Exception {
        store.hold();
        CompletableFuture<List<Receipt>> answer =
                pipeline.submit(List.of(Given.reading(100).at(NOON).build()));
        store.awaitHeld();
        assertThat(answer).isNotDone();
        store.release();
        assertThat(answer.get(5, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void a_failing_store_tells_every_device_to_try_again_and_recovers() {
        store.failWith(new StoreException("the disk is full", null));
        assertThatThrownBy(() -> submit(Given.reading(100).at(NOON).build()))
                .hasCauseInstanceOf(SinkBusyException.class)
                .hasMessageContaining("the disk is full");
        assertThat(pipeline.check().status()).isEqualTo(Health.Status.FAILED);
        store.failWith(null);
        assertThat(submit(Given.reading(100).at(NOON).build())).hasSize(1);
        assertThat(pipeline.check().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void a_listener_whose_bundle_was_just_unloaded_stops_nothing() {
        var told = new LinkedBlockingQueue<StoredObservation>();
        pipeline.addListener(committed -> {
            throw new NoClassDefFoundError("of a bundle that is being replaced");
        });
        pipeline.addListener(told::addAll);
        assertThat(submit(Given.reading(100).at(NOON).build())).hasSize(1);
        assertThat(submit(Given.reading(101).at(NOON.minusSeconds(60)).build())).hasSize(1);
        assertThat(take(told, 2)).hasSize(2);
    }

    @Test
    void what_a_stage_derives_is_committed_behind_the_batch_and_nobody_gets_a_receipt_for_it() {
        Observation derived = Given.reading(105).from("fused-anna").at(NOON).build();
        var told = new LinkedBlockingQueue<StoredObservation>();
        pipeline.addListener(told::addAll);
        pipeline.addStage(adding(derived));
        assertThat(submit(Given.reading(110).at(NOON).build())).hasSize(1);
        List<StoredObservation> both = take(told, 2);
        assertThat(both).last().satisfies(stored -> assertThat(stored.observation())
                .isEqualTo(derived));
        assertThat(both).extracting(StoredObservation::position).isSorted();
    }

    @Test
    void what_a_stage_derives_never_keeps_a_reading_out_of_the_record() {
        Observation poison = Given.reading(105).from("poison").at(NOON).build();
        store.refuse(poison);
        pipeline.addStage(adding(poison));
        assertThat(submit(Given.reading(110).at(NOON).build())).singleElement().isInstanceOf(Receipt.Stored.class);
    }

    private static List<StoredObservation> take(LinkedBlockingQueue<StoredObservation> told, int number) {
        var taken = new ArrayList<StoredObservation>();
        for (int i = 0; i < number; i++) {
            try {
                StoredObservation next = told.poll(10, TimeUnit.SECONDS);
                assertThat(next).as("told within 10 s").isNotNull();
                taken.add(next);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return taken;
    }

    private static Stage adding(Observation derived) {
        return new Stage() {
            @Override
            public String name() {
                return "adding";
            }

            @Override
            public int order() {
                return 300;
            }

            @Override
            public Passed pass(List<Observation> observations, Instant now) {
                return new Passed(observations, List.of(derived));
            }
        };
    }

    @Test
    void a_full_queue_refuses_at_once_and_takes_again_when_the_disk_is_back() throws Exception {
        store.hold();
        var answers = new ArrayList<CompletableFuture<List<Receipt>>>();
        answers.add(pipeline.submit(
                List.of(Given.reading(100).at(NOON.minusSeconds(1)).build())));
        store.awaitHeld();
        int accepted = 0;
        CompletableFuture<List<Receipt>> last;
        do {
            last = pipeline.submit(thousand("device-" + accepted / 5, accepted++));
            answers.add(last);
        } while (!last.isCompletedExceptionally());
        assertThat(accepted).as("thousands that found room").isBetween(19, 21);
        assertThatThrownBy(last::join).hasCauseInstanceOf(SinkBusyException.class);
        answers.remove(last);
        store.release();
        for (CompletableFuture<List<Receipt>> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isNotEmpty();
        }
        assertThat(submit(Given.reading(100).at(NOON).build())).hasSize(1);
    }

    @Test
    void whoever_waits_when_it_stops_is_answered() throws Exception {
        store.hold();
        CompletableFuture<List<Receipt>> answer =
                pipeline.submit(List.of(Given.reading(100).at(NOON).build()));
        store.awaitHeld();
        store.release();
        pipeline.close();
        assertThat(answer).isDone();
        assertThatThrownBy(() -> submit(Given.reading(100).at(NOON).build()))
                .hasCauseInstanceOf(SinkBusyException.class);
    }

    @Test
    void more_than_ten_thousand_at_once_is_a_mistake_of_the_adapter() {
        assertThatThrownBy(() -> pipeline.submit(
                        java.util.Collections.nCopies(10_001, Given.reading(100).build())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(pipeline.submit(List.of())).isCompletedWithValue(List.of());
    }

    private List<Receipt> submit(Observation... observations) {
        try {
            return pipeline.submit(List.of(observations))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private Receipt.Reason reason(Observation observation) {
        return ((Receipt.Refused) submit(observation).get(0)).reason();
    }

    private GlucoseReading kept(GlucoseReading reading) {
        submit(reading);
        return store
                .window(ObservationQuery.of(
                        ANNA, reading.measuredAt(), reading.measuredAt().plusMillis(1), ObservationKind.GLUCOSE))
                .stream()
                .map(stored -> (GlucoseReading) stored.observation())
                .findFirst()
                .orElseThrow();
    }

    private static List<Observation> thousand(String device, int number) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> (Observation) Given.reading(100)
                        .from(device)
                        .at(NOON.minus(Duration.ofHours(1)).minusMillis(number * 1_000L + i))
                        .build())
                .toList();
    }

    /** The fake store with a switch for failing and a gate for waiting. */
    private static final class SwitchableStore extends ForwardingObservationStore {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile boolean holding;
        private volatile RuntimeException failure;
        private volatile Observation poison;

        private SwitchableStore() {
            super(new InMemoryObservationStore());
        }

        void hold() {
            holding = true;
        }

        void awaitHeld() throws InterruptedException {
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void release() {
            holding = false;
            gate.countDown();
        }

        void refuse(Observation observation) {
            poison = observation;
        }

        void failWith(RuntimeException exception) {
            failure = exception;
        }

        @Override
        public List<Receipt> append(List<Observation> batch) {
            if (failure != null) {
                throw failure;
            }
            if (poison != null && batch.contains(poison)) {
                throw new IllegalArgumentException("cannot be encoded");
            }
            if (holding) {
                held.countDown();
                awaitUninterruptibly(gate);
            }
            return super.append(batch);
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            boolean interrupted = false;
            while (true) {
                try {
                    latch.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // a commit is not interrupted either
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
