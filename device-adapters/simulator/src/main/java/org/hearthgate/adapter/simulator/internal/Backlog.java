package org.hearthgate.adapter.simulator.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hearthgate.adapter.simulator.internal.person.Happening;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub has not yet taken: keeps it in order while the sink is busy, at most a stated time's worth, and offers it again. One
 * submission is under way at a time. Safe on every thread; never waits.
 */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final int BATCH = 2000;
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMinutes(1);

    private final ObservationSink sink;
    private final BiFunction<Happening, Instant, Observation> form;
    private final Supplier<Instant> clock;
    private final Duration keep;
    private final String device;
    private final ArrayDeque<Happening> waiting = new ArrayDeque<>();
    private List<Happening> underWay = List.of();
    private Instant failedAt = Instant.EPOCH;
    private Duration pause = Duration.ZERO;
    private boolean busy;
    private boolean dropping;
    private boolean refusing;
    private boolean closed;

    /**
     * @param form makes the observation, received at that instant
     * @param keep what is older goes
     * @param device named in the log
     */
    Backlog(
            ObservationSink sink,
            BiFunction<Happening, Instant, Observation> form,
            Supplier<Instant> clock,
            Duration keep,
            String device) {
        this.sink = sink;
        this.form = form;
        this.clock = clock;
        this.keep = keep;
        this.device = device;
    }

    synchronized void add(Happening happening) {
        waiting.addLast(happening);
    }

    /** {@return how many the hub has not confirmed} */
    synchronized int size() {
        return waiting.size() + underWay.size();
    }

    /** Nothing is submitted any more. */
    synchronized void close() {
        closed = true;
    }

    /** Offers what waits, unless a submission is under way or the sink has asked to be left alone until later. */
    void offer() {
        List<Observation> batch;
        synchronized (this) {
            Instant now = clock.get();
            dropOlderThan(now.minus(keep));
            if (closed || !underWay.isEmpty() || waiting.isEmpty() || isPausing(now)) {
                return;
            }
            var offered = new ArrayList<Happening>();
            while (offered.size() < BATCH && !waiting.isEmpty()) {
                offered.add(waiting.removeFirst());
            }
            underWay = offered;
            batch = offered.stream()
                    .map(happening -> form.apply(happening, now))
                    .toList();
        }
        sink.submit(batch).whenComplete((receipts, failure) -> {
            if (failure == null) {
                taken(receipts);
                offer();
            } else {
                failed(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    /** A clock that has gone back behind the failure ends the pause, or it could last for years. */
    private boolean isPausing(Instant now) {
        return busy && !now.isBefore(failedAt) && now.isBefore(failedAt.plus(pause));
    }

    private void dropOlderThan(Instant oldest) {
        boolean dropped = false;
        while (!waiting.isEmpty() && waiting.peekFirst().knownAt().isBefore(oldest)) {
            waiting.removeFirst();
            dropped = true;
        }
        if (dropped && !dropping) {
            dropping = true;
            LOG.warn(
                    "{}: the hub has taken nothing for {} h, the oldest observations are dropped from now on; see why it cannot commit",
                    device,
                    keep.toHours());
        }
    }

    private synchronized void taken(List<Receipt> receipts) {
        underWay = List.of();
        dropping = false;
        if (busy) {
            busy = false;
            LOG.info("{}: the hub takes observations again", device);
        }
        boolean refused = false;
        for (Receipt receipt : receipts) {
            if (receipt instanceof Receipt.Refused why && !refused) {
                refused = true;
                if (!refusing) {
                    LOG.warn("{}: the hub refuses observations ({}): {}", device, why.reason(), why.message());
                }
            }
        }
        refusing = refused;
    }

    private synchronized void failed(Throwable failure) {
        for (int i = underWay.size() - 1; i >= 0; i--) {
            waiting.addFirst(underWay.get(i));
        }
        underWay = List.of();
        failedAt = clock.get();
        pause = failure instanceof SinkBusyException later ? later.retryAfter() : PAUSE_AFTER_FAULT;
        if (!busy) {
            busy = true;
            LOG.warn("{}: the hub takes nothing now ({}); offered again until it does", device, failure.toString());
        }
    }
}
