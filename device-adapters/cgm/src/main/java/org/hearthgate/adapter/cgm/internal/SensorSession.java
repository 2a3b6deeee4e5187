package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;

/**
 * One wearing of a sensor: when it began, and which of its minutes the record has. Its key names it for good: it is the minute at which
 * the session was first believed to have begun, and stays when a later look at the clocks says it a little otherwise. Safe on every thread.
 */
final class SensorSession {
    private static final int OFFSET_BITS = 16;

    private final HubClock clock;
    private final long keyMinute;
    private final BitSet dealtWith = new BitSet();
    private Duration begunAt;
    private Optional<Instant> told = Optional.empty();

    /**
     * @param keyMinute minutes since 1970
     * @param begunAt when it began on the hub's running time
     */
    SensorSession(HubClock clock, long keyMinute, Duration begunAt) {
        this.clock = clock;
        this.keyMinute = keyMinute;
        this.begunAt = begunAt;
    }

    static long keyMinuteOf(long sequence) {
        return sequence >>> OFFSET_BITS;
    }

    static int offsetOf(long sequence) {
        return (int) (sequence & 0xFFFF);
    }

    long keyMinute() {
        return keyMinute;
    }

    /** {@return what identifies the value of that minute} */
    long sequence(int offsetMinutes) {
        return keyMinute << OFFSET_BITS | offsetMinutes;
    }

    synchronized Duration begunAt() {
        return begunAt;
    }

    synchronized void begunAt(Duration other) {
        begunAt = other;
    }

    /** The sensor's own clock says when it began; it counts while the hub does not know the time. */
    synchronized void told(Optional<Instant> start) {
        told = start;
    }

    /** {@return when it began by the sensor's own clock, where that was set} */
    synchronized Optional<Instant> told() {
        return told;
    }

    /** {@return when it began, on the hub's wall clock as that stands now} */
    synchronized Instant start() {
        return clock.trusted() || told.isEmpty()
                ? clock.now().minus(clock.elapsed()).plus(begunAt)
                : told.get();
    }

    /** {@return how many minutes of it have passed} */
    synchronized int age() {
        return (int) Math.max(0, Math.min(0xFFFF, clock.elapsed().minus(begunAt).toMinutes()));
    }

    /** {@return how far in the future that minute lies by the hub's running time; negative when it has passed} */
    synchronized Duration ahead(int offsetMinutes) {
        return begunAt.plus(Duration.ofMinutes(offsetMinutes)).minus(clock.elapsed());
    }

    /** A value of this minute is here now, so that minute cannot be later than now. */
    synchronized void heard(int offsetMinutes) {
        Duration ahead = ahead(offsetMinutes);
        if (!ahead.isNegative()) {
            begunAt = begunAt.minus(ahead);
        }
    }

    synchronized Instant measuredAt(int offsetMinutes) {
        return start().plus(Duration.ofMinutes(offsetMinutes));
    }

    /** The record has the value of this minute, or nothing can ever be made of it. */
    synchronized void dealtWith(int offsetMinutes) {
        dealtWith.set(offsetMinutes);
    }

    synchronized boolean isDealtWith(int offsetMinutes) {
        return dealtWith.get(offsetMinutes);
    }

    /** {@return the newest minute that the record has a value of, -1 when it has none} */
    synchronized int newest() {
        return dealtWith.length() - 1;
    }

    /** {@return the minutes the record has, copied} */
    synchronized BitSet minutes() {
        return (BitSet) dealtWith.clone();
    }
}
