package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.observation.PersonId;

/**
 * One page that listens. Holds what it has not taken yet, up to a bound, and is cut off beyond it: nobody ever waits for a slow page.
 * Any thread may offer and pump; never blocks.
 */
final class EventClient {
    /** Where frames go; non-blocking. */
    interface Pipe {
        /** {@return whether one operation can be done now; if not, somebody calls {@link EventClient#pump} as soon as it can} */
        boolean ready();

        void write(byte[] frame) throws IOException;

        void flush() throws IOException;

        void close();
    }

    /**
     * One event, encoded once for all.
     *
     * @param person whom it tells of; empty when nobody
     */
    record Frame(Audience audience, Optional<PersonId> person, byte[] bytes) {
        static Frame of(String event, Audience audience, Optional<PersonId> person, ObjectNode json) {
            String text = new String(Json.bytes(json), StandardCharsets.UTF_8);
            byte[] bytes = ("event: " + event + "\ndata: " + text + "\n\n").getBytes(StandardCharsets.UTF_8);
            return new Frame(audience, person, bytes);
        }
    }

    private final Supplier<Optional<Access>> access;
    private final Pipe pipe;
    private final int most;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final AtomicInteger pumps = new AtomicInteger();
    private boolean unflushed;
    private volatile boolean closed;
    private volatile Access granted;

    EventClient(Access granted, Supplier<Optional<Access>> access, Pipe pipe, int most) {
        this.granted = granted;
        this.access = access;
        this.pipe = pipe;
        this.most = most;
    }

    /** Asks again whether this page may still listen; cuts it off when not. */
    void recheck() {
        Optional<Access> now = access.get();
        if (now.isPresent()) {
            granted = now.get();
        } else {
            close();
        }
    }

    boolean closed() {
        return closed;
    }

    boolean wants(Frame frame) {
        return frame.audience().holds(granted, frame.person().orElse(null));
    }

    boolean hears(Audience audience, PersonId person) {
        return audience.holds(granted, person);
    }

    /** Queues a frame; cuts the page off when too many wait already. */
    void offer(byte[] frame) {
        synchronized (waiting) {
            if (!closed && waiting.size() < most) {
                waiting.add(frame);
                return;
            }
        }
        close();
    }

    /** Writes while the pipe takes it. Calls from several threads at once collapse into one that does the work. */
    void pump() {
        if (pumps.getAndIncrement() != 0) {
            return;
        }
        int answered = 1;
        do {
            try {
                drain();
            } catch (IOException | RuntimeException e) { // the page has gone, in one of the many ways pages go
                close();
            }
            answered = pumps.addAndGet(-answered);
        } while (answered != 0);
    }

    private void drain() throws IOException {
        while (!closed && (unflushed || somethingWaits()) && pipe.ready()) {
            if (unflushed) {
                pipe.flush();
                unflushed = false;
            } else {
                byte[] frame = next();
                if (frame != null) {
                    pipe.write(frame);
                    unflushed = true;
                }
            }
        }
    }

    private boolean somethingWaits() {
        synchronized (waiting) {
            return !waiting.isEmpty();
        }
    }

    private byte[] next() {
        synchronized (waiting) {
            return waiting.poll();
        }
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    void close() {
        synchronized (waiting) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.clear();
        }
        pipe.close();
    }
}
