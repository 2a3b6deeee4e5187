package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread that waits for something to change. Ringing twice before it looks is ringing once. */
final class Bell {
    private final Semaphore rung = new Semaphore(0);

    /** Any thread; returns at once. */
    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits until it rings, or has rung since the last wait; at most so long. */
    void await(Duration atMost) throws InterruptedException {
        if (rung.tryAcquire(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
