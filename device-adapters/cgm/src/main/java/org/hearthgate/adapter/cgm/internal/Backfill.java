package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import org.hearthgate.api.gatt.RecordAccess;
import org.hearthgate.api.hub.HubClock;

/**
 * Decides what to ask a sensor for: the minutes of its session that the record lacks, newest first, in pieces between which live values
 * have their turn. Each piece is asked for once in a connection; what failed is asked for again, a few times. Lives for one session in one
 * connection; one thread.
 */
final class Backfill {
    static final int PIECE_MINUTES = 360;
    static final int MARGIN_MINUTES = 5;
    private static final int LAST_MINUTE = 0xFFFF;
    private static final int MOST_FAILURES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AFTER_BUSY = Duration.ofSeconds(30);

    private final HubClock clock;
    private final Duration reach;
    private final BitSet asked = new BitSet();
    private Way way = Way.RANGE;
    private Optional<Piece> running = Optional.empty();
    private boolean damaged;
    private int failures;
    private Duration lastHeard = Duration.ZERO;
    private Duration notBefore = Duration.ZERO;

    /** How records can be asked for, from the one that fits best to the one that every sensor must know. */
    private enum Way {
        RANGE,
        FROM,
        ALL,
        NONE
    }

    private record Piece(int lowest, int highest) {}

    /** @param reach how far back gaps are filled; zero: nothing is asked for */
    Backfill(HubClock clock, Duration reach) {
        this.clock = clock;
        this.reach = reach;
        if (reach.isZero()) {
            way = Way.NONE;
        }
    }

    boolean running() {
        return running.isPresent();
    }

    /** {@return whether this sensor can be asked at all} */
    boolean possible() {
        return way != Way.NONE;
    }

    /** {@return whether there is something to ask for} */
    boolean wanted(SensorSession session, int intervalMinutes) {
        return running.isEmpty()
                && way != Way.NONE
                && clock.elapsed().compareTo(notBefore) >= 0
                && gap(session, intervalMinutes).isPresent();
    }

    /** Begins with the next piece; {@return what to write, empty when nothing is missing} */
    Optional<byte[]> begin(SensorSession session, int intervalMinutes) {
        Optional<Piece> piece = wanted(session, intervalMinutes) ? gap(session, intervalMinutes) : Optional.empty();
        if (piece.isEmpty()) {
            return Optional.empty();
        }
        running = Optional.of(way == Way.RANGE ? piece.get() : new Piece(first(session), session.age()));
        damaged = false;
        lastHeard = clock.elapsed();
        Piece now = running.get();
        int from = Math.max(0, now.lowest() - MARGIN_MINUTES);
        return Optional.of(
                switch (way) {
                    case RANGE -> RecordAccess.reportRange(from, Math.min(LAST_MINUTE, now.highest() + MARGIN_MINUTES));
                    case FROM -> RecordAccess.reportFrom(from);
                    case ALL, NONE -> RecordAccess.reportAll();
                });
    }

    private int first(SensorSession session) {
        return (int) Math.max(0, session.age() - reach.toMinutes());
    }

    /** The newest stretch without values that is longer than the sensor's own pauses; its newest part that was not asked for yet. */
    private Optional<Piece> gap(SensorSession session, int intervalMinutes) {
        BitSet have = session.minutes();
        int from = first(session);
        int high = session.age() + 1;
        while (high > from) {
            int low = Math.max(have.previousSetBit(high - 1), from - 1);
            int newestUnasked = asked.previousClearBit(high - 1);
            if (2 * (high - low) > 3 * intervalMinutes && newestUnasked > low) {
                int oldest = Math.max(low + 1, newestUnasked - PIECE_MINUTES + 1);
                return Optional.of(new Piece(oldest, newestUnasked));
            }
            high = low;
        }
        return Optional.empty();
    }

    /** A record came in answer. */
    void heard() {
        lastHeard = clock.elapsed();
    }

    /** A record of the answer was spoilt, or could not be kept: the same has to be asked for again. */
    void spoilt() {
        damaged = true;
    }

    /** {@return whether the sensor has not answered for too long; nothing more is asked of it in this connection} */
    boolean silent() {
        boolean silent = running.isPresent() && clock.elapsed().minus(lastHeard).compareTo(PATIENCE) > 0;
        if (silent) {
            running = Optional.empty();
            way = Way.NONE;
        }
        return silent;
    }

    /** The sensor refused the very question. */
    void refused() {
        fail();
    }

    /** The sensor has said how the piece ended. */
    void ended(RecordAccess.Outcome outcome) {
        if (running.isEmpty()) {
            return;
        }
        Piece piece = running.get();
        running = Optional.empty();
        switch (outcome) {
            case SUCCESS, NO_RECORDS -> {
                if (damaged) {
                    fail();
                } else {
                    asked.set(piece.lowest(), piece.highest() + 1);
                }
            }
            case BUSY, NOT_COMPLETED, ABORT_UNSUCCESSFUL -> {
                notBefore = clock.elapsed().plus(AFTER_BUSY);
                fail();
            }
            case OPERATION_NOT_SUPPORTED,
                    INVALID_OPERATOR,
                    OPERATOR_NOT_SUPPORTED,
                    INVALID_OPERAND,
                    OPERAND_NOT_SUPPORTED,
                    RESERVED -> way = Way.values()[way.ordinal() + 1];
        }
    }

    private void fail() {
        running = Optional.empty();
        if (++failures >= MOST_FAILURES) {
            way = Way.NONE;
        }
    }
}
