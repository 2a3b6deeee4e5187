package org.hearthgate.store.sqlite.internal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code store-seal}: puts times right and seals anew what is to be, little by little, and brings the wrapping of the keys up to date. It goes by
 * the machine's clock, like {@link CursorFlush}.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long BETWEEN_STEPS_MILLIS = 30;
    private static final long BETWEEN_LOOKS_MILLIS = 5_000;

    private final Retimer retimer;
    private final Resealing resealing;
    private final HubKeyChange hubKeyChange;
    private final BooleanSupplier hubKeyChangeIsDue;
    private final BooleanSupplier writerIsBusy;
    private final BooleanSupplier emptyLog;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        var worker = new Thread(task, "store-seal");
        worker.setDaemon(true);
        return worker;
    });
    private boolean looked;
    private boolean logToEmpty;

    Upkeep(
            Retimer retimer,
            Resealing resealing,
            HubKeyChange hubKeyChange,
            BooleanSupplier hubKeyChangeIsDue,
            BooleanSupplier writerIsBusy,
            BooleanSupplier emptyLog) {
        this.retimer = retimer;
        this.resealing = resealing;
        this.hubKeyChange = hubKeyChange;
        this.hubKeyChangeIsDue = hubKeyChangeIsDue;
        this.writerIsBusy = writerIsBusy;
        this.emptyLog = emptyLog;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        again(BETWEEN_LOOKS_MILLIS);
    }

    private void again(long millis) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(this::turn, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void turn() {
        boolean more = false;
        try {
            more = writerIsBusy.getAsBoolean() || work();
        } catch (RuntimeException e) { // the edge of a thread: whatever it is, the next look tries again
            LOG.debug("Upkeep goes on later", e);
        }
        try {
            again(more ? BETWEEN_STEPS_MILLIS : BETWEEN_LOOKS_MILLIS);
        } catch (java.util.concurrent.RejectedExecutionException e) {
            LOG.debug("The store is closing", e);
        }
    }

    private boolean work() {
        if (!looked) {
            resealing.beginIfKeysAreLeft();
            looked = true;
        }
        if (hubKeyChangeIsDue.getAsBoolean()) {
            hubKeyChange.catchUp().forEach(LOG::info);
        }
        if (retimer.step()) {
            return true;
        }
        if (resealing.isDue()) {
            logToEmpty = true;
            return resealing.step();
        }
        if (logToEmpty) {
            logToEmpty = !emptyLog.getAsBoolean();
        }
        return false;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
