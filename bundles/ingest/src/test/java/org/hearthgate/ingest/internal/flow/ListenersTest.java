package org.hearthgate.ingest.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private static final Observation READING = Given.reading(100).at(NOON).build();

    private final AtomicLong nanos = new AtomicLong();
    private final Listeners listeners = new Listeners(nanos::get);
    private final Slow slow = new Slow();

    @AfterEach
    void stop() throws InterruptedException {
        slow.back.countDown();
        listeners.close(System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void one_that_does_not_come_back_is_named_with_what_it_missed_and_holds_a_bounded_number() throws Exception {
        listeners.add(slow);
        listeners.committed(one(1));
        slow.away.await();
        assertThat(listeners.complaint()).isEmpty();
        for (int i = 0; i < 100_000; i++) {
            listeners.committed(one(2 + i));
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(listeners.complaint()).hasValue("Slow has not come back for 6 s and missed 80000 hints");

        slow.back.countDown();
        assertThat(slow.calls.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(slow.calls.poll(10, TimeUnit.SECONDS))
                .as("what waited becomes one call")
                .isEqualTo(20_000);
    }

    @Test
    void what_was_not_saved_and_what_was_are_told_in_order() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        var gate = new CountDownLatch(1);
        listeners.add(new ObservationListener() {
            @Override
            public void committed(List<StoredObservation> committed) {
                told.add("committed " + committed.size());
                awaitUninterrupted(gate);
            }

            @Override
            public void uncommitted(List<Observation> uncommitted) {
                told.add("uncommitted " + uncommitted.size());
            }
        });
        listeners.committed(one(1));
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("committed 1");
        listeners.uncommitted(List.of(READING));
        listeners.committed(one(2));
        listeners.committed(one(3));
        listeners.uncommitted(List.of(READING));
        gate.countDown();
        var rest = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            rest.add(told.poll(10, TimeUnit.SECONDS));
        }
        assertThat(rest).containsExactly("uncommitted 1", "committed 2", "uncommitted 1");
    }

    @Test
    void one_that_has_left_is_not_told_any_more() throws Exception {
        listeners.add(slow);
        listeners.committed(one(1));
        slow.away.await();
        listeners.committed(one(2));
        listeners.remove(slow);
        slow.back.countDown();
        listeners.close(System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
        assertThat(slow.calls.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(slow.calls).isEmpty();
    }

    private static List<StoredObservation> one(long position) {
        return List.of(new StoredObservation(position, READING));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Slow implements ObservationListener {
        private final CountDownLatch away = new CountDownLatch(1);
        private final CountDownLatch back = new CountDownLatch(1);
        private final BlockingQueue<Integer> calls = new LinkedBlockingQueue<>();

        @Override
        public void committed(List<StoredObservation> committed) {
            away.countDown();
            awaitUninterrupted(back);
            calls.add(committed.size());
        }
    }
}
