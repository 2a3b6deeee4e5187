package org.hearthgate.watchdog.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sounds again and again for as long as it is told to: at short distance at first, then further apart, never silent. Has a thread of its
 * own, because a sound card may hang like anything else.
 */
final class Siren implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Siren.class);
    private static final long STOP_WITHIN_MILLIS = 2_000;

    private static final Duration LONGEST_BURST = Duration.ofSeconds(20);

    private final Voice voice;
    private final Duration gap;
    private final Duration laterGap;
    private final int burstsBeforeLater;
    private final Thread thread = new Thread(this::run, "hearthgate-watchdog-siren");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean sounding;
    private boolean running = true;
    private volatile Optional<String> failure = Optional.empty();
    private volatile Optional<Long> burstSince = Optional.empty();

    /**
     * @param gap between two bursts at first
     * @param laterGap between two bursts when nobody came for long
     * @param burstsBeforeLater how many bursts "at first" is
     */
    Siren(Voice voice, Duration gap, Duration laterGap, int burstsBeforeLater) {
        this.voice = voice;
        this.gap = gap;
        this.laterGap = laterGap;
        this.burstsBeforeLater = burstsBeforeLater;
        thread.setDaemon(true);
        thread.start();
    }

    void sound() {
        tell(true);
    }

    void calm() {
        tell(false);
    }

    private void tell(boolean sound) {
        lock.lock();
        try {
            if (sounding != sound) {
                sounding = sound;
                changed.signalAll();
                if (!sound) {
                    thread.interrupt(); // a burst in progress ends, too
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return why it was not heard the last time it tried; empty when it was, or never had to} */
    Optional<String> failure() {
        boolean hangs = burstSince
                .filter(since -> System.nanoTime() - since > LONGEST_BURST.toNanos())
                .isPresent();
        return hangs ? Optional.of("the loudspeaker " + voice.name() + " hangs") : failure;
    }

    private void run() {
        int bursts = 0;
        while (true) {
            try {
                bursts = awaitTold(bursts);
                if (bursts < 0) {
                    return;
                }
                burst();
                bursts++;
                pause(bursts < burstsBeforeLater ? gap : laterGap);
            } catch (InterruptedException e) {
                continue; // told otherwise: look again
            } catch (RuntimeException | LinkageError e) {
                LOG.error("The watchdog's sound met an error and goes on", e);
            }
        }
    }

    /** {@return how many bursts there were without a break; negative when it is over} */
    private int awaitTold(int bursts) throws InterruptedException {
        lock.lock();
        try {
            int since = bursts;
            while (running && !sounding) {
                since = 0;
                changed.await();
            }
            return running ? since : -1;
        } finally {
            lock.unlock();
        }
    }

    private void burst() throws InterruptedException {
        burstSince = Optional.of(System.nanoTime());
        try {
            voice.alarm();
            failure = Optional.empty();
        } catch (IOException e) {
            if (failure.isEmpty()) {
                LOG.error("The watchdog cannot be heard by {}: {}", voice.name(), e.getMessage());
            }
            failure = Optional.of(String.valueOf(e.getMessage()));
        } finally {
            burstSince = Optional.empty();
        }
    }

    private void pause(Duration period) throws InterruptedException {
        lock.lock();
        try {
            long left = period.toNanos();
            while (running && sounding && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            running = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(STOP_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
