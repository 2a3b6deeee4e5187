package org.hearthgate.commissioning.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;

/**
 * Where services of other rooms are asked, so that one that throws or hangs costs its own answer and nothing else: one question at a time
 * per service, each on a borrowed thread and for a bounded time. One that hangs keeps one thread and is not asked again until it is back.
 */
final class Edge implements AutoCloseable {
    private static final int MOST_THREADS = 16;

    private final Duration patience;
    private final Map<Object, Lane> lanes = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    Edge(Duration patience) {
        this.patience = patience;
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, MOST_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(task, "hearthgate-commissioning-ask-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static final class Lane {
        private final Semaphore turn = new Semaphore(1);
        private volatile boolean stuck;
    }

    /**
     * Asks.
     *
     * @param service whose turn it is
     * @param name of it, for people
     * @throws CommissioningException if it does not answer in time or breaks; {@link IllegalArgumentException} and
     *     {@link IllegalStateException} are passed on, they belong to the contracts
     */
    <T> T ask(Object service, String name, Callable<T> question) {
        Lane lane = lanes.computeIfAbsent(service, any -> new Lane());
        if (lane.stuck) {
            throw silent(name);
        }
        try {
            if (!lane.turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw silent(name);
            }
            return answer(name, lane, question);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommissioningException(Reason.NO_ANSWER, "The hub is stopping. Try again when it runs.");
        }
    }

    private <T> T answer(String name, Lane lane, Callable<T> question) throws InterruptedException {
        var asked = new FutureTask<T>(() -> {
            try {
                return question.call();
            } finally {
                lane.stuck = false;
                lane.turn.release();
            }
        });
        try {
            threads.execute(asked);
        } catch (RejectedExecutionException e) {
            lane.turn.release();
            throw new CommissioningException(
                    Reason.NO_ANSWER, "Too many transports hang. Restart the hub, and see hub health.");
        }
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            lane.stuck = lane.turn.availablePermits() == 0;
            throw silent(name);
        } catch (ExecutionException e) {
            throw broken(name, e.getCause());
        }
    }

    private RuntimeException broken(String name, Throwable cause) {
        if (cause instanceof CommissioningException
                || cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException) {
            return (RuntimeException) cause;
        }
        return new CommissioningException(
                Reason.NO_ANSWER,
                "The " + name + " broke while answering (" + cause.getClass().getSimpleName()
                        + "). Try again; if it stays, see the hub's log.");
    }

    private CommissioningException silent(String name) {
        return new CommissioningException(
                Reason.NO_ANSWER,
                "The " + name + " does not answer within " + patience.toMillis() / 1000.0
                        + " s. Everything else works; if it stays, restart the hub.");
    }

    /** A service that has gone leaves nothing behind. */
    void gone(Object service) {
        lanes.remove(service);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
