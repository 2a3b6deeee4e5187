package org.hearthgate.adapter.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what a device told that remembers nothing itself, until it is durably kept. Bounded, the oldest goes first and is gone: of a stream
 * the newest counts. What must not go silently belongs into a {@link Handover}. Any thread.
 */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final ObservationSink sink;
    private final String device;
    private final int most;
    private final Deque<Observation> waiting = new ArrayDeque<>();
    private boolean underWay;
    private boolean failing;

    /**
     * @param device its name for the log
     * @param most observations are held
     */
    public Outbox(ObservationSink sink, String device, int most) {
        this.sink = sink;
        this.device = device;
        this.most = most;
    }

    /** Takes observations; they are offered with the next {@link #send}. */
    public synchronized void put(List<? extends Observation> observations) {
        waiting.addAll(observations);
        while (waiting.size() > most) {
            waiting.remove();
        }
    }

    /** {@return how many are not kept yet} */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Offers what waits, and what comes meanwhile once that is kept; returns at once. After a failure it waits for the next call. */
    public void send() {
        List<Observation> batch;
        synchronized (this) {
            if (underWay || waiting.isEmpty()) {
                return;
            }
            underWay = true;
            batch = List.copyOf(waiting);
        }
        var unused = Offer.submit(batch, sink).whenComplete((receipts, failure) -> {
            if (sent(batch, failure)) {
                send();
            }
        });
    }

    /** {@return whether more came meanwhile} */
    private synchronized boolean sent(List<Observation> batch, Throwable failure) {
        underWay = false;
        if (failure == null) {
            waiting.removeAll(batch);
            if (failing) {
                LOG.info("What {} tells is kept again", device);
            }
            failing = false;
            return !waiting.isEmpty();
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!failing && !(cause instanceof SinkBusyException)) {
            LOG.error("What {} tells cannot be kept; it waits and is offered again", device, cause);
            failing = true;
        }
        return false;
    }
}
