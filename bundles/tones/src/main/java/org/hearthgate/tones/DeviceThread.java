package org.hearthgate.tones;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The thread that touches a sound card, and nobody else does: a driver that never answers costs this thread and not the one that waits for
 * it. One that hangs is left behind and counted; a new one is made in its place.
 */
final class DeviceThread {
    static final int MOST_HANGING = 4;
    /** Opening may load Java's sound, or ask a daemon. */
    private static final int TIMES_AS_PATIENT_AT_OPENING = 3;

    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>(1);
    private final AtomicInteger hanging;
    private final Duration patience;
    private final Thread thread;
    private Optional<Speaker> speaker = Optional.empty();
    private boolean left;

    /**
     * Starts the thread.
     *
     * @param patience how long one write may take
     * @param hanging how many such threads have not ended though they were left
     */
    DeviceThread(String name, Duration patience, AtomicInteger hanging) throws IOException {
        if (hanging.get() >= MOST_HANGING) {
            throw new IOException("the sound driver hung " + MOST_HANGING
                    + " times and has not come back: switch the hub off and on, or take another sound card");
        }
        this.patience = patience;
        this.hanging = hanging;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                work.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // left
        }
    }

    /** @throws IOException when there is nothing to open, or it does not answer */
    void open(SpeakerOpener opener) throws IOException, InterruptedException {
        within(patience.multipliedBy(TIMES_AS_PATIENT_AT_OPENING), "opening the sound card", () -> {
            Speaker opened = opener.open();
            if (!keep(opened)) {
                opened.close(); // nobody waits for it any more
            }
            return null;
        });
    }

    private synchronized boolean keep(Speaker opened) {
        if (!left) {
            speaker = Optional.of(opened);
        }
        return !left;
    }

    private synchronized Speaker present() throws IOException {
        return speaker.orElseThrow(() -> new IOException("no sound card is open"));
    }

    /** {@return the name of what is open} */
    String speaker() throws IOException {
        return present().name();
    }

    void write(byte[] pcm) throws IOException, InterruptedException {
        within(patience, "the sound card", () -> {
            present().write(pcm);
            return null;
        });
    }

    private void within(Duration time, String what, Callable<Void> task) throws IOException, InterruptedException {
        var future = new FutureTask<Void>(task);
        if (!work.offer(future)) {
            throw new IOException(what + " is still at work on what was before");
        }
        try {
            future.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    what + " did not answer within " + time.toMillis() + " ms: its driver hangs; try another card", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? io
                    : new IOException(what + " failed: " + e.getCause(), e.getCause());
        }
    }

    /** Lets go of the card, on a thread of its own, for that may hang as well. */
    void close() {
        hanging.incrementAndGet();
        var letGo = new Thread(this::leave, thread.getName() + "-left");
        letGo.setDaemon(true);
        letGo.start();
    }

    private void leave() {
        thread.interrupt();
        Optional<Speaker> open;
        synchronized (this) {
            left = true;
            open = speaker;
        }
        open.ifPresent(Speaker::close);
        try {
            thread.join();
            hanging.decrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // never: nobody knows this thread
        }
    }
}
