package org.hearthgate.nightscout.internal;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few lines that clocks may hold at once, each for a few seconds, so that no device in the Wi-Fi can hold them all or any of them for
 * long. One line too many is closed at once; a clock asks again by itself.
 */
final class OpenLines implements AutoCloseable {
    static final int MOST = 6;
    static final int MOST_OF_ONE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(OpenLines.class);

    private final ClockTalk talk;
    private final long patienceNanos;
    private final List<Line> open = new ArrayList<>();
    private final ThreadPoolExecutor threads;

    private record Line(Socket socket, long sinceNanos) {}

    /** @param patience how long one talk may take from its first octet to its last */
    OpenLines(ClockTalk talk, Duration patience) {
        this.talk = talk;
        patienceNanos = patience.toNanos();
        threads = new ThreadPoolExecutor(MOST, MOST, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST), task -> {
            var thread = new Thread(task, "nightscout-clocks-talk");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Takes a line that was just opened, or closes it. */
    void take(Socket socket) {
        var line = new Line(socket, System.nanoTime());
        synchronized (open) {
            long ofThisOne = open.stream()
                    .filter(other -> other.socket().getInetAddress().equals(socket.getInetAddress()))
                    .count();
            if (threads.isShutdown() || open.size() >= MOST || ofThisOne >= MOST_OF_ONE) {
                hangUp(socket);
                return;
            }
            open.add(line);
            threads.execute(() -> talk(line));
        }
    }

    private void talk(Line line) {
        try (Socket socket = line.socket()) {
            talk.over(socket);
        } catch (IOException e) {
            LOG.debug("A clock went away before its answer, or took too long", e);
        } catch (RuntimeException e) { // the edge of a thread: the next clock is answered all the same
            LOG.warn("A clock could not be answered", e);
        } finally {
            synchronized (open) {
                open.remove(line);
            }
        }
    }

    /** Closes whatever has taken too long, be it in reading or in writing. */
    void closeOverdue() {
        long now = System.nanoTime();
        synchronized (open) {
            open.stream()
                    .filter(line -> now - line.sinceNanos() > patienceNanos)
                    .forEach(line -> hangUp(line.socket()));
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A line to a clock was gone before it was closed", e);
        }
    }

    @Override
    public void close() {
        synchronized (open) {
            threads.shutdown();
            open.forEach(line -> hangUp(line.socket()));
        }
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
