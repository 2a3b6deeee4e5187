package org.hearthgate.home.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.hub.HubClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task on a daemon thread of its own, again and again. It outlives every failure of its task, because alarms hang on it; a task that
 * fails on every run is told once when it begins to and once when it works again.
 */
final class ThreadRepetition implements HubClock.Repetition {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadRepetition.class);

    private final String name;
    private final Runnable task;
    private final ScheduledExecutorService executor;
    private volatile Thread thread;
    private boolean failing;

    /** The first run comes one period from now; a late run delays the following ones instead of making them pile up. */
    ThreadRepetition(long periodNanos, String name, Runnable task) {
        this.name = name;
        this.task = task;
        executor = Executors.newSingleThreadScheduledExecutor(this::daemon);
        var unused = executor.scheduleWithFixedDelay(this::run, periodNanos, periodNanos, TimeUnit.NANOSECONDS);
    }

    private Thread daemon(Runnable work) {
        var created = new Thread(work, name);
        created.setDaemon(true);
        thread = created;
        return created;
    }

    private void run() {
        try {
            task.run();
            if (failing) {
                failing = false;
                LOG.info("The repeated task {} works again", name);
            }
        } catch (Throwable e) { // an Error would silently end the repetition, and with it perhaps the alarms
            if (!failing) {
                failing = true;
                LOG.error("The repeated task {} failed; it runs again next time", name, e);
            } else {
                LOG.debug("The repeated task {} failed again", name, e);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdown(); // cancels what is periodic and lets a run in progress end
        if (Thread.currentThread() == thread) {
            return; // a task that ends itself cannot wait for its own end
        }
        try {
            while (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("Still waiting for the repeated task {} to end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
