package org.hearthgate.broker.line;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which a room connects to its broker, serves the line and waits: it begins with the room and ends with it, within two
 * seconds, whatever the broker does. A daemon, so that a line that does not let go never keeps a hub from ending.
 */
public final class LineThread {
    private static final Logger LOG = LoggerFactory.getLogger(LineThread.class);
    private static final Duration END_WITHIN = Duration.ofMillis(1900);

    private final Line line;
    private final Duration endWithin;
    private final Thread thread;

    /** What happens on the thread, from the first try to connect to the last goodbye. */
    public interface Line extends Runnable {
        /** Ends {@link #run} and whatever it waits for. Returns at once. Any thread. */
        void stop();
    }

    /**
     * Starts nothing yet.
     *
     * @param name of the thread, as docs/threading.md lists it
     */
    public LineThread(String name, Line line) {
        this(name, line, END_WITHIN);
    }

    LineThread(String name, Line line, Duration endWithin) {
        this.line = requireNonNull(line, "line");
        this.endWithin = endWithin;
        thread = new Thread(line, requireNonNull(name, "name"));
        thread.setDaemon(true);
    }

    /** Begins; once. */
    public void start() {
        thread.start();
    }

    /** Ends the line and waits for it, for less than two seconds; one that takes longer is left behind and told. */
    public void stop() {
        line.stop();
        try {
            thread.join(endWithin.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("Thread {} did not end in time; it ends with what it waits for", thread.getName());
        }
    }
}
