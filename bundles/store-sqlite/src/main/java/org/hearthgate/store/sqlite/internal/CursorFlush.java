package org.hearthgate.store.sqlite.internal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The thread {@code store-cursor-flush}: it carries to the disk what the cursors have advanced while nobody wrote for long, and looks once a second.
 * It goes by the machine's clock and not the hub's, because it is about the machine: a replay at full speed needs no more of it.
 */
final class CursorFlush implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var worker = new Thread(task, "store-cursor-flush");
        worker.setDaemon(true);
        return worker;
    });
    private final ScheduledFuture<?> repetition;

    CursorFlush(Writer writer, Duration period) {
        repetition = thread.scheduleWithFixedDelay(
                () -> writer.flushIfIdle(Writer.CURSORS_WAIT),
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        repetition.cancel(false);
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
