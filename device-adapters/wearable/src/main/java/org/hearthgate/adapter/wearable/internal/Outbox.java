package org.hearthgate.adapter.wearable.internal;

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
 * Holds what a strap measured until it is durably kept: a strap itself remembers nothing. Tries again whenever something new comes;
 * bounded, the oldest goes first. Any thread.
 */
final class Outbox {
    /** Eight hours of one a minute. */
    static final int MOST = 480;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final ObservationSink sink;
    private final String device;
    private final Deque<Observation> waiting = new ArrayDeque<>();
    private boolean underWay;
    private boolean failing;

    Outbox(ObservationSink sink, String device) {
        this.sink = sink;
        this.device = device;
    }

    void put(Observation observation) {
        synchronized (this) {
            waiting.add(observation);
            if (waiting.size() > MOST) {
                waiting.remove();
            }
        }
        send();
    }

    /** {@return how many are not kept yet} */
    synchronized int waiting() {
        return waiting.size();
    }

    private void send() {
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
        var unused = commit.whenComplete((receipts, failure) -> {
            if (sent(batch, failure)) {
                send();
            }
        });
    }

    /** {@return whether more came meanwhile} */
    private synchronized boolean sent(List<Observation> batch, Throwable failure) {
        underWay = false;
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (!failing && !(cause instanceof SinkBusyException)) {
                LOG.error("Heart rates of {} cannot be kept; they wait and are offered again", device, cause);
            }
            failing = true;
            return false;
        }
        if (failing) {
            LOG.info("Heart rates of {} are kept again", device);
            failing = false;
        }
        waiting.removeAll(batch);
        return !waiting.isEmpty();
    }
}
