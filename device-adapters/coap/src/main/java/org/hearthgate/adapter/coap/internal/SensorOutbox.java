package org.hearthgate.adapter.coap.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what an observed sensor told until it is durably kept: a notification is acknowledged by the protocol before anybody can commit
 * it. Bounded, the oldest goes first; offered again with each tick. Any thread.
 */
final class SensorOutbox {
    /** A day of one each five minutes, and room for a pack. */
    static final int MOST = 512;

    private static final Logger LOG = LoggerFactory.getLogger(SensorOutbox.class);

    private final ObservationSink sink;
    private final String sensor;
    private final Deque<Observation> waiting = new ArrayDeque<>();
    private boolean underWay;
    private boolean failing;

    /** @param sensor its name for the log */
    SensorOutbox(ObservationSink sink, String sensor) {
        this.sink = sink;
        this.sensor = sensor;
    }

    synchronized void put(List<Observation> observations) {
        waiting.addAll(observations);
        while (waiting.size() > MOST) {
            waiting.remove();
        }
    }

    /** {@return how many are not kept yet} */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Offers what waits; returns at once. */
    void send() {
        List<Observation> batch;
        synchronized (this) {
            if (underWay || waiting.isEmpty()) {
                return;
            }
            underWay = true;
            batch = List.copyOf(waiting);
        }
        CompletableFuture<List<Receipt>> commit;
        try {
            commit = sink.submit(batch);
        } catch (RuntimeException e) {
            commit = CompletableFuture.failedFuture(e);
        }
        var unused = commit.whenComplete((receipts, failure) -> sent(batch, failure));
    }

    private synchronized void sent(List<Observation> batch, Throwable failure) {
        underWay = false;
        if (failure == null) {
            waiting.removeAll(batch);
            if (failing) {
                LOG.info("What {} tells is kept again", sensor);
            }
            failing = false;
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!failing && !(cause instanceof SinkBusyException)) {
            LOG.error("What {} tells cannot be kept; it waits and is offered again", sensor, cause);
            failing = true;
        }
    }
}
