package org.hearthgate.adapter.pen.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.hearthgate.adapter.pen.internal.reading.PenRead;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what a touch brought, and keeps the last one while the hub cannot commit: the pen still has it, but nobody stands there with
 * the pen in the hand any more. Any thread.
 */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final ObservationSink sink;
    private List<Observation> waiting = List.of();

    /**
     * What became of it.
     *
     * @param kept how many were new to the record
     * @param refused how many the door did not take
     * @param failed whether nothing could be committed
     */
    record Outcome(int kept, int refused, boolean failed) {}

    Handover(ObservationSink sink) {
        this.sink = sink;
    }

    /** Hands it over; the outcome is told when it is certain, possibly at once. */
    void submit(PenRead read, Consumer<Outcome> told) {
        if (read.fresh().isEmpty()) {
            told.accept(new Outcome(0, 0, false));
            return;
        }
        submit(read.fresh()).whenComplete((receipts, failure) -> {
            if (failure == null) {
                keep(List.of());
                told.accept(new Outcome(
                        (int) receipts.stream()
                                .filter(Receipt.Stored.class::isInstance)
                                .count(),
                        (int) receipts.stream()
                                .filter(receipt -> !receipt.kept())
                                .count(),
                        false));
            } else {
                keep(read.fresh());
                told.accept(new Outcome(0, 0, true));
            }
        });
    }

    private CompletableFuture<List<Receipt>> submit(List<Observation> fresh) {
        try {
            return sink.submit(fresh);
        } catch (RuntimeException e) { // a sink that goes away in this moment
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void keep(List<Observation> observations) {
        waiting = observations;
    }

    /** Tries once more what could not be committed. */
    void again() {
        List<Observation> tried;
        synchronized (this) {
            tried = waiting;
        }
        if (tried.isEmpty()) {
            return;
        }
        submit(tried).whenComplete((receipts, failure) -> {
            if (failure == null) {
                synchronized (this) {
                    if (waiting.equals(tried)) {
                        waiting = List.of();
                    }
                }
                LOG.info("What a pen had told is in the record now");
            } else if (!(cause(failure) instanceof SinkBusyException)) {
                LOG.warn("What a pen told cannot be saved; it is kept and tried again", failure);
            }
        });
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
