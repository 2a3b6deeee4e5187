package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that forecasts. Waking it never blocks and never queues; it looks for itself what there is to do. */
final class ForecastThread {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastThread.class);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Semaphore wake = new Semaphore(1); // once at the start
    private final Runnable whenWoken;
    private final Thread thread = new Thread(this::run, "hearthgate-forecast");
    private volatile boolean isOpen = true;
    private volatile String trouble = "";

    ForecastThread(Runnable whenWoken) {
        this.whenWoken = whenWoken;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** {@return why nothing is forecast; empty when all is well} */
    String trouble() {
        return thread.isAlive() ? trouble : "its thread has ended; restart the hub";
    }

    private void run() {
        while (isOpen) {
            wake.acquireUninterruptibly();
            wake.drainPermits();
            try {
                if (isOpen) {
                    whenWoken.run();
                    trouble = "";
                }
            } catch (RuntimeException
                    | Error e) { // the timer tries again; out of memory ends the process by the JVM's option
                if (trouble.isEmpty()) {
                    LOG.error("Nothing can be forecast now; it is tried again", e);
                }
                trouble = String.valueOf(e.getMessage());
            }
        }
    }

    /** Ends its thread, within 5 s. */
    void close() throws InterruptedException {
        isOpen = false;
        wake();
        thread.join(STOPS_WITHIN.toMillis());
    }
}
