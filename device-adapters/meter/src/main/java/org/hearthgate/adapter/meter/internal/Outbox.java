package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a meter told until the sink has it for good, in order, and offers it again while the sink is busy: the meter sleeps by then.
 * Bounded; what finds no room is asked of the meter again when it wakes. Any thread; nobody waits here.
 */
final class Outbox {
    static final int MOST = 64;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final ObservationSink sink;
    private final HubClock clock;
    private final Consumer<Receipt.Refused> refused;
    private final Deque<List<Observation>> waiting = new ArrayDeque<>();
    private Optional<Sent> sent = Optional.empty();
    private Duration notBefore = Duration.ZERO;

    private record Sent(List<Observation> batch, CompletableFuture<List<Receipt>> answer, Duration at) {}

    /** @param refused told of each observation that the sink refused for good */
    Outbox(ObservationSink sink, HubClock clock, Consumer<Receipt.Refused> refused) {
        this.sink = sink;
        this.clock = clock;
        this.refused = refused;
    }

    /** {@return whether there was room for it} */
    synchronized boolean offer(List<Observation> batch) {
        if (waiting.size() >= MOST) {
            return false;
        }
        waiting.add(List.copyOf(batch));
        push();
        return true;
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
            for (Receipt receipt : pending.answer().join()) {
                if (receipt instanceof Receipt.Refused no) {
                    refused.accept(no);
                }
            }
        } catch (CompletionException | CancellationException e) {
            again(pending, e.getCause() instanceof SinkBusyException busy ? busy.retryAfter() : AFTER_A_FAILURE);
            LOG.debug("The record takes nothing now; {} batches wait", waiting.size(), e);
        }
        return true;
    }

    private void again(Sent pending, Duration later) {
        sent = Optional.empty();
        waiting.addFirst(pending.batch());
        notBefore = clock.elapsed().plus(later);
    }
}
