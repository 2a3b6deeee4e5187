package org.hearthgate.store.sqlite.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that only read, shared by pages, rules and followers. Bounded: whoever finds all of them busy for too long is told
 * so, instead of piling up. In WAL mode they neither wait for the writer nor hold it up. Thread-safe.
 */
public final class Readers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final Database database;
    private final Faults faults;
    private final int most;
    private final Duration patience;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** One question to the record. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    Readers(Database database, Faults faults, int most, Duration patience) {
        this.database = database;
        this.faults = faults;
        this.most = most;
        this.patience = patience;
        permits = new Semaphore(most, true);
    }

    /** @throws StoreException if every connection is busy for too long, or reading fails */
    public <T> T read(String task, Question<T> question) {
        acquire(task);
        try {
            return ask(task, question);
        } finally {
            permits.release();
        }
    }

    private void acquire(String task) {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException(
                        "cannot " + task + ": all " + most + " readers were busy for " + patience.toMillis()
                                + " ms; ask for less at once, or raise 'readers' of org.hearthgate.store.sqlite",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("cannot " + task + ": interrupted while waiting for a reader; ask again", e);
        }
    }

    private <T> T ask(String task, Question<T> question) {
        if (closed) {
            throw new StoreException(
                    "cannot " + task + ": the store is closed; wait for the hub to start it again", null);
        }
        Session session = idle.poll();
        boolean healthy = false;
        try {
            if (session == null) {
                session = database.openReader();
            }
            T answer = question.ask(session);
            healthy = true;
            return answer;
        } catch (SQLException e) {
            throw faults.of(task, e);
        } finally {
            if (session != null) {
                giveBack(session, healthy);
            }
        }
    }

    private void giveBack(Session session, boolean healthy) {
        if (healthy && !closed) {
            idle.push(session);
            if (closed) {
                closeIdle();
            }
        } else {
            close(session);
        }
    }

    private void closeIdle() {
        for (Session session = idle.poll(); session != null; session = idle.poll()) {
            close(session);
        }
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("A reader does not close", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }
}
