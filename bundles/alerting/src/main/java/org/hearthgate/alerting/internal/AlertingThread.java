package org.hearthgate.alerting.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of alerting with its bounded mailbox. Waking it never blocks and never queues; whoever asks for more than it can hold is
 * refused, so no page and no network can delay a judgement.
 */
final class AlertingThread {
    private static final Logger LOG = LoggerFactory.getLogger(AlertingThread.class);
    private static final int MAILBOX = 256;
    private static final int MOST_WAITING = 10_000;
    private static final long TIMER_PATIENCE_SECONDS = 20;
    private static final long STOP_WITHIN_MILLIS = 5_000;

    private final Semaphore wake = new Semaphore(1); // once at the start
    private final BlockingQueue<Runnable> mailbox = new ArrayBlockingQueue<>(MAILBOX);
    private final Thread thread = new Thread(this::run, "hearthgate-alerting");
    private final List<Waiting> waiting = new ArrayList<>();
    private Runnable catchUp = () -> {};
    private long reached;
    private volatile boolean running = true;

    private record Waiting(long position, CompletableFuture<Void> done) {}

    AlertingThread() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    /** @param whenWoken what it does besides its letters */
    void start(Runnable whenWoken) {
        catchUp = whenWoken;
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        while (running) {
            wake.acquireUninterruptibly();
            wake.drainPermits();
            // no more than those: whoever writes again at every answer must not keep us from the record
            for (int letters = mailbox.size(); letters > 0; letters--) {
                quietly(mailbox.remove());
            }
            quietly(catchUp);
        }
        for (Runnable letter = mailbox.poll(); letter != null; letter = mailbox.poll()) {
            quietly(letter);
        }
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException
                | Error e) { // nothing may end this thread; out of memory ends the process by the JVM's option
            LOG.error("Alerting met an error and goes on", e);
        }
    }

    /** Runs on the thread; the future fails with what the task throws, or with RejectedExecutionException at once. */
    <T> CompletableFuture<T> call(Supplier<T> task) {
        var answer = new CompletableFuture<T>();
        boolean taken = running
                && mailbox.offer(() -> {
                    try {
                        answer.complete(task.get());
                    } catch (RuntimeException e) { // the caller's business
                        answer.completeExceptionally(e);
                    }
                });
        if (!taken) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException("too many requests wait for alerting; try again in a moment"));
        }
        wake();
        return answer;
    }

    /** Runs on the thread, and nobody waits for it; with a full mailbox not at all: the timer comes round to it. */
    void post(Runnable task) {
        if (running && mailbox.offer(task)) {
            wake();
        }
    }

    /** For the timer: returns when the task has run, so that a clock moved by hand stays in step. */
    void runAndWait(Runnable task) {
        CompletableFuture<Object> done = call(() -> {
            task.run();
            return "done";
        });
        try {
            done.get(TIMER_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.error("Alerting has not answered its timer for {} s", TIMER_PATIENCE_SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            LOG.error("Alerting's timer met an error", e.getCause());
        }
    }

    /** Called on the thread: everything up to this position has been judged. */
    void reached(long position) {
        var done = new ArrayList<CompletableFuture<Void>>();
        synchronized (waiting) {
            reached = Math.max(reached, position);
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
                Waiting one = each.next();
                if (one.position <= reached) {
                    each.remove();
                    done.add(one.done);
                }
            }
        }
        done.forEach(future -> future.complete(null));
    }

    CompletableFuture<Void> whenReached(long position) {
        synchronized (waiting) {
            if (position <= reached) {
                return CompletableFuture.completedFuture(null);
            }
            if (waiting.size() >= MOST_WAITING) {
                return CompletableFuture.failedFuture(new RejectedExecutionException("too many wait for alerting"));
            }
            var one = new Waiting(position, new CompletableFuture<>());
            waiting.add(one);
            return one.done;
        }
    }

    void stop() throws InterruptedException {
        running = false;
        wake();
        thread.join(STOP_WITHIN_MILLIS);
        synchronized (waiting) {
            waiting.forEach(one -> one.done.completeExceptionally(new RejectedExecutionException("alerting stops")));
            waiting.clear();
        }
    }
}
