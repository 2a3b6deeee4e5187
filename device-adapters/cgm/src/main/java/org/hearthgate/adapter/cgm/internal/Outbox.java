package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
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
 * Keeps what was decoded until the sink has it for good. What comes live is offered at once, whatever waits: a low on a full disk still
 * has to wake somebody. What the sink cannot take waits, and is offered again in order; {@link #MOST} are kept. What the sensor can be
 * asked for again is not queued at all. Any thread; nobody waits here.
 */
final class Outbox {
    static final int MOST = 512;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    private static final int MOST_UNANSWERED = 16;
    private static final int MOST_BACKFILLED = 4;

    private final ObservationSink sink;
    private final HubClock clock;
    private final BiConsumer<Observation, Receipt> answered;
    private final SortedMap<Long, List<Observation>> waiting = new TreeMap<>();
    private final SortedMap<Long, Sent> unanswered = new TreeMap<>();
    private long number;
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
        if (waiting.size() + unanswered.size() >= MOST) {
            dropTheOldestReading();
        }
        if (unanswered.size() < MOST_UNANSWERED) {
            send(number++, batch);
        } else {
            waiting.put(number++, List.copyOf(batch));
        }
        push();
    }

    /** Takes what can be asked for again, if the sink keeps up; {@return whether it was taken} */
    synchronized boolean backfill(List<Observation> batch) {
        push();
        if (!waiting.isEmpty() || unanswered.size() >= MOST_BACKFILLED) {
            return false;
        }
        send(number++, batch);
        push();
        return true;
    }

    private void dropTheOldestReading() {
        waiting.entrySet().stream()
                .filter(entry -> entry.getValue().stream().allMatch(GlucoseReading.class::isInstance))
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(waiting::remove);
    }

    /** {@return whether everything has been answered} */
    synchronized boolean idle() {
        return waiting.isEmpty() && unanswered.isEmpty();
    }

    /** Takes answers and offers what is next; returns at once. */
    synchronized void push() {
        settle();
        while (!waiting.isEmpty() && unanswered.isEmpty() && clock.elapsed().compareTo(notBefore) >= 0) {
            Long first = waiting.firstKey();
            send(first, waiting.remove(first));
            settle();
        }
    }

    private void send(long which, List<Observation> batch) {
        List<Observation> copy = List.copyOf(batch);
        unanswered.put(which, new Sent(copy, submit(copy), clock.elapsed()));
    }

    private CompletableFuture<List<Receipt>> submit(List<Observation> batch) {
        try {
            return sink.submit(batch);
        } catch (RuntimeException e) { // a sink that goes away while it is called
            return CompletableFuture.failedFuture(e);
        }
    }

    private void settle() {
        for (Map.Entry<Long, Sent> entry : List.copyOf(unanswered.entrySet())) {
            Sent sent = entry.getValue();
            if (sent.answer().isDone()) {
                unanswered.remove(entry.getKey());
                settle(entry.getKey(), sent);
            } else if (clock.elapsed().minus(sent.at()).compareTo(LONGEST_ANSWER) > 0) {
                unanswered.remove(entry.getKey());
                again(entry.getKey(), sent, AFTER_A_FAILURE);
            }
        }
    }

    private void settle(long which, Sent sent) {
        try {
            List<Receipt> receipts = sent.answer().join();
            for (int index = 0; index < receipts.size(); index++) {
                answered.accept(sent.batch().get(index), receipts.get(index));
            }
        } catch (CompletionException | CancellationException e) {
            again(which, sent, e.getCause() instanceof SinkBusyException busy ? busy.retryAfter() : AFTER_A_FAILURE);
            LOG.debug("The record takes nothing now; {} batches wait", waiting.size(), e);
        }
    }

    private void again(long which, Sent sent, Duration later) {
        waiting.put(which, sent.batch());
        notBefore = clock.elapsed().plus(later);
    }
}
