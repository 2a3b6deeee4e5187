package org.hearthgate.ingest.internal.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded mailbox with a thread of its own, so that whoever is called from here can be slow, stuck or broken alone. What has gathered
 * while it was away is handed over in one go, in order.
 */
final class Lane<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final long NOT_OUT = Long.MIN_VALUE;

    private final String name;
    private final int capacity;
    private final Consumer<List<T>> consumer;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private List<T> waiting = new ArrayList<>();
    private int weight;
    private long refused;
    private long outSince = NOT_OUT;
    private boolean ended;

    /**
     * @param name of the thread
     * @param capacity weight that may wait; an empty lane takes anything
     */
    Lane(String name, int capacity, Consumer<List<T>> consumer, LongSupplier nanoTime) {
        this.name = name;
        this.capacity = capacity;
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Leaves something; never waits. {@return false when the lane is full or has ended} */
    synchronized boolean offer(T item, int itsWeight) {
        if (ended || (!waiting.isEmpty() && weight + itsWeight > capacity)) {
            refused++;
            return false;
        }
        waiting.add(item);
        weight += itsWeight;
        notifyAll();
        return true;
    }

    private void run() {
        for (List<T> next = next(); !next.isEmpty(); next = next()) {
            try {
                consumer.accept(next);
            } catch (RuntimeException | LinkageError e) { // consumers forgive for themselves; nothing may end the lane
                LOG.error("{} met an error and goes on", name, e);
            }
        }
    }

    private synchronized List<T> next() {
        outSince = NOT_OUT;
        while (waiting.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                LOG.debug("{} was interrupted by whom it calls", name, e); // only end() ends it
            }
        }
        List<T> next = waiting;
        waiting = new ArrayList<>();
        weight = 0;
        outSince = next.isEmpty() ? NOT_OUT : nanoTime.getAsLong();
        return next;
    }

    /** {@return for how long the call in progress has not come back; zero when none is} */
    synchronized Duration outFor() {
        return outSince == NOT_OUT ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - outSince);
    }

    /** {@return weight that waits} */
    synchronized int waiting() {
        return weight;
    }

    /** {@return how many offers found no room, ever} */
    synchronized long refused() {
        return refused;
    }

    /** Takes nothing more, hands over what waits, then ends by itself. Does not wait for it. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits for the end, at most until that {@link System#nanoTime}; a call that does not come back keeps its daemon thread. */
    void join(long untilNanos) throws InterruptedException {
        long millis = (untilNanos - System.nanoTime()) / 1_000_000;
        if (millis > 0 && thread != Thread.currentThread()) {
            thread.join(millis);
        }
    }
}
