package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.hearthgate.adapter.conversation.Offer;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;

/**
 * Keeps what was decoded until the sink has it for good. What comes live is offered at once, whatever waits: a low on a full disk still
 * has to wake somebody. What the sink cannot take waits, and is offered again in order; {@link #MOST} are kept. What the sensor can be
 * asked for again is not queued at all. Any thread; nobody waits here.
 */
final class LiveOutbox {
    static final int MOST = 512;
    private static final int MOST_UNANSWERED = 16;
    private static final int MOST_BACKFILLED = 4;

    private final ObservationSink sink;
    private final HubClock clock;
    private final BiConsumer<Observation, Receipt> answered;
    private final SortedMap<Long, List<Observation>> waiting = new TreeMap<>();
    private final SortedMap<Long, Offer> unanswered = new TreeMap<>();
    private long number;
    private Duration notBefore = Duration.ZERO;

    /** @param answered told of each observation that the sink has kept or refused for good */
    LiveOutbox(ObservationSink sink, HubClock clock, BiConsumer<Observation, Receipt> answered) {
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
        unanswered.put(which, Offer.of(batch, sink, clock));
    }

    private void settle() {
        for (Map.Entry<Long, Offer> entry : List.copyOf(unanswered.entrySet())) {
            Offer offer = entry.getValue();
            offer.outcome(clock.elapsed()).ifPresent(outcome -> {
                unanswered.remove(entry.getKey());
                if (outcome instanceof Offer.Outcome.Again again) {
                    waiting.put(entry.getKey(), offer.batch());
                    notBefore = clock.elapsed().plus(again.later());
                } else if (outcome instanceof Offer.Outcome.Answered receipts) {
                    tell(offer.batch(), receipts.receipts());
                }
            });
        }
    }

    private void tell(List<Observation> batch, List<Receipt> receipts) {
        for (int index = 0; index < receipts.size(); index++) {
            answered.accept(batch.get(index), receipts.get(index));
        }
    }
}
