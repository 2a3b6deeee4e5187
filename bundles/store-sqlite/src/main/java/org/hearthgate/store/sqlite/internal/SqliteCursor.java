package org.hearthgate.store.sqlite.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;

/** One consumer's bookmark, with a connection of its own, so that no page and no other consumer can hold it up. */
final class SqliteCursor implements ObservationCursor {
    private static final String TASK = "read on from a cursor";

    private final String consumer;
    private final CursorPositions positions;
    private final LongSupplier lastPosition;
    private final Database database;
    private final ObservationReader reader;
    private final Faults faults;
    private final Consumer<SqliteCursor> whenClosed;

    private Session session;
    private long position;
    private boolean closed;

    SqliteCursor(
            String consumer,
            CursorPositions positions,
            LongSupplier lastPosition,
            Database database,
            ObservationReader reader,
            Faults faults,
            Consumer<SqliteCursor> whenClosed) {
        this.consumer = consumer;
        this.positions = positions;
        this.lastPosition = lastPosition;
        this.database = database;
        this.reader = reader;
        this.faults = faults;
        this.whenClosed = whenClosed;
        position = positions.of(consumer);
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized List<StoredObservation> next(int most) {
        if (closed) {
            throw new StoreException(
                    "cannot " + TASK + ": the cursor of " + consumer + " is closed; open it again", null);
        }
        long last = lastPosition.getAsLong();
        if (position >= last || most < 1) {
            return List.of();
        }
        try {
            if (session == null) {
                session = database.openReader();
            }
            return reader.page(session, position, last, most);
        } catch (SQLException e) {
            discard(); // the next call begins with a fresh connection
            throw faults.of(TASK, e);
        }
    }

    @Override
    public synchronized void advance(long to) {
        if (to < position) {
            throw new IllegalArgumentException(
                    "the cursor of " + consumer + " stands at " + position + " and cannot go back to " + to);
        }
        if (to > lastPosition.getAsLong()) {
            throw new IllegalArgumentException("the cursor of " + consumer + " cannot go to " + to
                    + ", the record ends at " + lastPosition.getAsLong());
        }
        if (to > position) {
            position = to;
            positions.advance(consumer, to);
        }
    }

    private void discard() {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (SQLException e) {
            throw faults.of("close a cursor", e);
        } finally {
            session = null;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            whenClosed.accept(this);
            discard();
        }
    }
}
