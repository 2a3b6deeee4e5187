package org.hearthgate.it;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** One device that sends its readings one after the other, each again until the hub has acknowledged it. */
final class PatientSender implements AutoCloseable {
    private static final long BETWEEN_TRIES_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LongSupplier times;
    private final Road road;
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Boolean> tries = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile Exception failure;

    /** One try to hand over the reading of one time. */
    @FunctionalInterface
    interface Road {
        /** {@return whether the hub acknowledged it} */
        boolean takes(long epochMillis) throws Exception;
    }

    /** @param times gives the time of each new reading, never the same twice */
    PatientSender(String name, LongSupplier times, Road road) {
        this.times = times;
        this.road = road;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                long at = times.getAsLong();
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (!tried(at)) {
                    if (System.nanoTime() > deadline) {
                        throw new IllegalStateException("the hub did not take one reading within " + PATIENCE);
                    }
                    LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
                }
                acknowledged.add(at);
            }
        } catch (Exception e) { // told at the end
            failure = e;
        }
    }

    private boolean tried(long at) throws Exception {
        boolean taken = road.takes(at);
        tries.add(taken);
        return taken;
    }

    /** Waits for this many tries from now on that end like this. */
    void await(boolean taken, int count) throws InterruptedException {
        tries.clear();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        for (int seen = 0; seen < count; ) {
            Boolean next = tries.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError(
                        thread.getName() + ": not " + count + " tries that end with taken=" + taken, failure);
            }
            seen += next == taken ? 1 : 0;
        }
    }

    /** Ends once the reading in hand is acknowledged; {@return the times of all acknowledged readings} */
    Queue<Long> finish() throws InterruptedException {
        close();
        thread.join(PATIENCE.toMillis());
        if (thread.isAlive() || failure != null) {
            throw new AssertionError(thread.getName() + " could not hand over its last reading", failure);
        }
        return acknowledged;
    }

    @Override
    public void close() {
        stopping = true;
    }
}
