package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hearthgate.adapter.conversation.Offer;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;

/**
 * Keeps what a meter told until the sink has it for good, in order, and offers it again while the sink is busy: the meter sleeps by then.
 * Bounded; what finds no room is asked of the meter again when it wakes. Any thread; nobody waits here.
 */
final class MeterOutbox {
    static final int MOST = 64;

    private final ObservationSink sink;
    private final HubClock clock;
    private final Consumer<Receipt.Refused> refused;
    private final Deque<List<Observation>> waiting = new ArrayDeque<>();
    private Optional<Offer> sent = Optional.empty();
    private Duration notBefore = Duration.ZERO;

    /** @param refused told of each observation that the sink refused for good */
    MeterOutbox(ObservationSink sink, HubClock clock, Consumer<Receipt.Refused> refused) {
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
            sent = Optional.of(Offer.of(waiting.remove(), sink, clock));
        }
    }

    private boolean settle(Offer offer) {
        Optional<Offer.Outcome> outcome = offer.outcome(clock.elapsed());
        if (outcome.isEmpty()) {
            return false;
        }
        sent = Optional.empty();
        if (outcome.get() instanceof Offer.Outcome.Again again) {
            waiting.addFirst(offer.batch());
            notBefore = clock.elapsed().plus(again.later());
        } else if (outcome.get() instanceof Offer.Outcome.Answered answered) {
            for (Receipt receipt : answered.receipts()) {
                if (receipt instanceof Receipt.Refused no) {
                    refused.accept(no);
                }
            }
        }
        return true;
    }
}
