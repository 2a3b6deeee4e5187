package org.hearthgate.adapter.mqtt.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has come from the broker and was not looked at yet, bounded. When it is full, a message that the broker would send again waits,
 * and with it the connection; one that it would not is dropped and counted.
 */
final class Inbox {
    private static final int MOST = 256;
    private static final Duration LOOK_UP = Duration.ofMillis(200);

    private final BlockingQueue<Arrived> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean ended;

    /** Called on a thread of Paho's; may wait. */
    void put(Arrived message, boolean sentAgain) {
        try {
            while (!ended && !waiting.offer(message, sentAgain ? LOOK_UP.toMillis() : 0, TimeUnit.MILLISECONDS)) {
                if (!sentAgain) {
                    dropped.incrementAndGet();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return at most so many, in order; empty if none came within the time} */
    List<Arrived> take(int most, Duration within) throws InterruptedException {
        var taken = new ArrayList<Arrived>();
        Arrived first = waiting.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            taken.add(first);
            waiting.drainTo(taken, most - 1);
        }
        return taken;
    }

    /** Forgets what came over a connection that is no more: the broker sends it again. */
    void clear() {
        waiting.clear();
    }

    /** {@return how many were dropped so far} */
    long dropped() {
        return dropped.get();
    }

    void end() {
        ended = true;
    }
}
