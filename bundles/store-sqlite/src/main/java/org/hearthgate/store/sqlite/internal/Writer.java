package org.hearthgate.store.sqlite.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes, behind the one lock. Each hold of the lock is one transaction, and every transaction carries along
 * what the cursors have advanced. When {@link #transact} has returned, the transaction survives kill -9 and loss of power; when it has
 * thrown, nothing of it is in the file.
 */
public final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /**
     * Cursors are written with the next commit; when none comes for so long, by themselves. Longer than the 5 minutes of a sensor, so that a
     * usual reading costs one commit and not two: what a crash takes is read again.
     */
    static final Duration CURSORS_WAIT = Duration.ofMinutes(6);

    private final Database database;
    private final Faults faults;
    private final CursorPositions cursors;
    private final Consumer<StoreException> whenDamaged;
    private final Runnable afterCommit;
    /** Fair, so that a flood of readings cannot starve the alerting thread. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private Optional<Session> session;
    private long committedAtNanos = System.nanoTime();
    private boolean closed;
    private volatile Optional<StoreException> failure = Optional.empty();

    /** One transaction's work. Runs under the lock. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Session session) throws SQLException;

        /** It is durable. */
        default void committed() {}

        /** Nothing of it happened. */
        default void rolledBack() {}
    }

    Writer(
            Database database,
            Session session,
            Faults faults,
            CursorPositions cursors,
            Consumer<StoreException> whenDamaged,
            Runnable afterCommit) {
        this.database = database;
        this.session = Optional.of(session);
        this.faults = faults;
        this.cursors = cursors;
        this.whenDamaged = whenDamaged;
        this.afterCommit = afterCommit;
    }

    /**
     * Waits for the lock, does the work and commits it durably.
     *
     * @param task completes "cannot …" should it fail
     */
    <T> T transact(String task, Work<T> work) {
        lock.lock();
        try {
            return locked(task, work);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does the work as {@link #transact} does, unless somebody else is writing or waiting to: for upkeep, which can always wait.
     *
     * @return empty when somebody else is, and nothing was done
     */
    public <T> Optional<T> transactIfIdle(String task, Work<T> work) {
        if (lock.hasQueuedThreads() || !lock.tryLock()) {
            return Optional.empty();
        }
        try {
            return Optional.of(locked(task, work));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what the cursors have advanced if no commit has carried it for long, unless somebody else is writing: then that transaction, or the next call, does. After a
     * failure it also tries whether writing works again, so that the hub's health does not wait for the next reading.
     */
    void flushIfIdle(Duration quiet) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!closed && failure.isPresent()) {
                locked("write again", Writer::touch);
            } else if (!closed && cursors.hasChanges() && idle(quiet)) {
                locked("write the cursors", nothing -> null);
            }
        } catch (RuntimeException e) { // the edge of a thread: whatever it is, the next second tries again
            LOG.debug("The cursors stay in memory until writing works again", e);
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether somebody writes or waits to: what is not urgent steps back} */
    boolean isBusy() {
        return lock.isLocked();
    }

    private boolean idle(Duration quiet) {
        return System.nanoTime() - committedAtNanos >= quiet.toNanos();
    }

    /** {@return why the latest attempt to write failed; empty when it did not} */
    Optional<StoreException> failure() {
        return failure;
    }

    private <T> T locked(String task, Work<T> work) {
        if (closed) {
            throw new StoreException(
                    "cannot " + task + ": the store is closed; wait for the hub to start it again", null);
        }
        Set<String> advanced = cursors.takeChanges();
        boolean done = false;
        try {
            if (session.isEmpty()) {
                session = Optional.of(database.openWriter());
            }
            T result = work.run(session.get());
            cursors.write(session.get(), advanced);
            session.get().commit();
            done = true;
            committedAtNanos = System.nanoTime();
            work.committed();
            afterCommit.run();
            recovered();
            return result;
        } catch (SQLException e) {
            StoreException told = faults.of(task, e);
            failed(told);
            throw told;
        } finally {
            if (!done) {
                cursors.giveBack(advanced);
                undo();
                work.rolledBack();
            }
        }
    }

    /** SQLite may have rolled back by itself (disk full); then, and after anything stranger, begin again with a new connection. */
    private void undo() {
        if (session.isEmpty()) {
            return;
        }
        try {
            session.get().forgetStatements();
            session.get().rollback();
        } catch (SQLException e) {
            LOG.debug("Opening a new connection, because the old one cannot roll back", e);
            discard();
        }
    }

    private void discard() {
        try {
            session.get().close();
        } catch (SQLException e) {
            LOG.debug("The old connection does not close either", e);
        }
        session = Optional.empty();
    }

    private void failed(StoreException told) {
        if (failure.isEmpty()) {
            LOG.error("The record cannot be written: {}", told.getMessage(), told);
        }
        failure = Optional.of(told);
        if (Faults.needsRepair(told)) {
            whenDamaged.accept(told);
        }
    }

    private void recovered() {
        if (failure.isPresent()) {
            failure = Optional.empty();
            LOG.info("The record can be written again");
        }
    }

    private static Void touch(Session session) throws SQLException {
        session.prepare("UPDATE meta SET value = value WHERE key = 'store_id'").executeUpdate();
        return null;
    }

    /** Writes the last cursors and closes; later calls fail. */
    @Override
    public void close() {
        flushAtEnd();
        lock.lock();
        try {
            closed = true;
            if (session.isPresent()) {
                discard();
            }
        } finally {
            lock.unlock();
        }
    }

    private void flushAtEnd() {
        lock.lock();
        try {
            if (!closed && cursors.hasChanges()) {
                locked("write the cursors", nothing -> null);
            }
        } catch (StoreException e) {
            LOG.warn(
                    "The last steps of the cursors are lost, consumers will read some observations twice: {}",
                    e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
