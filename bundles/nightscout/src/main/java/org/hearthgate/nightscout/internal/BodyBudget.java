package org.hearthgate.nightscout.internal;

import java.util.concurrent.Semaphore;

/** How much of posted bodies may be in the heap at once, over all requests: ten phones that catch up on a month must not end the hub. */
final class BodyBudget {
    private static final int STEP = 64 * 1024;

    private final Semaphore steps;

    /** @param octets over all requests; rounded up to 64 KiB */
    BodyBudget(long octets) {
        steps = new Semaphore(Math.toIntExact((octets + STEP - 1) / STEP));
    }

    Lease lease() {
        return new Lease();
    }

    /** One request's share; grows while the body is read, and is given back once it has been answered. */
    final class Lease implements AutoCloseable {
        private int held;

        /** @throws RefusedRequest if other requests hold the rest */
        synchronized void growTo(long octets) {
            while ((long) held * STEP < octets) {
                if (!steps.tryAcquire()) {
                    throw RefusedRequest.busy(
                            "the hub is taking in other large uploads; send this again in a few seconds");
                }
                held++;
            }
        }

        @Override
        public synchronized void close() {
            steps.release(held);
            held = 0;
        }
    }
}
