package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was decoded until the sink has it for good, in order, and offers it again while the sink is busy. What came live is kept for
 * {@link #MOST} values; what the sensor can be asked for again is not queued at all. Any thread; nobody waits here.
 */
final class Outbox {
    static final int MOST = 512;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final ObservationSink sink;
    private final HubClock clock;
    private final BiConsumer<Observation, Receipt> answered;
    private final Deque<List<Observation>> waiting = new ArrayDeque<>();
    private Optional<Sent> sent = Optional.empty();
    private Duration notBefore = Duration.ZERO;

    private record Sent(List<Observation> batch, CompletableFuture<List<Receipt>> answer, Duration at) {}

    /** @param answered told of each observation that the sink has kept or refused for good */
    Outbox(ObservationSink sink, HubClock clock, BiConsumer<Observation, Receipt> answered) {
        this.sink = sink;
        this.clock = clock;
        this.answered = answered;
    }

    /** Takes what must not wait. */
    synchronized void live(List<Observation> batch) {
        if (batch.isEmpty()) {
            return;
        }
        if (waiting.size() >= MOST) {
            dropTheOldestReading();
        }
        waiting.add(List.copyOf(batch));
        push();
    }

    /** Takes what can be asked for again, if nothing is in its way; {@return whether it was taken} */
    synchronized boolean backfill(List<Observation> batch) {
        push();
        if (!idle()) {
            return false;
        }
        waiting.add(List.copyOf(batch));
        push();
        return true;
    }

    private void dropTheOldestReading() {
        waiting.stream()
                .filter(batch -> batch.stream().allMatch(GlucoseReading.class::isInstance))
                .findFirst()
                .ifPresentOrElse(waiting::remove, waiting::remove);
    }

    /** {@return whether everything has been answered} */
    synchronized boolean idle() {
        return waiting.isEmpty() && sent.isEmpty();
    }

    /** Takes answers and offers what is next; returns at once. */
    synchronized void push() {
        while (true) {
            if (sent.isPresent() && !settle(sent.get())) {
                return;
            }
            if (waiting.isEmpty() || clock.elapsed().compareTo(notBefore) < 0) {
                return;
            }
            List<Observation> batch = waiting.remove();
            sent = Optional.of(new Sent(batch, submit(batch), clock.elapsed()));
        }
    }

    private CompletableFuture<List<Receipt>> submit(List<Observation> batch) {
        try {
            return sink.submit(batch);
        } catch (RuntimeException e) { // a sink that goes away while it is called
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean settle(Sent pending) {
        if (!pending.answer().isDone()) {
            boolean forgotten = clock.elapsed().minus(pending.at()).compareTo(LONGEST_ANSWER) > 0;
            if (forgotten) {
                again(pending, AFTER_A_FAILURE);
            }
            return forgotten;
        }
        sent = Optional.empty();
        try {
            List<Receipt> receipts = pending.answer().join();
            for (int index = 0; index < receipts.size(); index++) {
                answered.accept(pending.batch().get(index), receipts.get(index));
            }
        } catch (CompletionException | java.util.concurrent.CancellationException e) {
            again(pending, e.getCause() instanceof SinkBusyException busy ? busy.retryAfter() : AFTER_A_FAILURE);
            LOG.debug("The record takes nothing now; {} values wait", waiting.size(), e);
        }
        return true;
    }

    private void again(Sent pending, Duration later) {
        sent = Optional.empty();
        waiting.addFirst(pending.batch());
        notBefore = clock.elapsed().plus(later);
    }
}
