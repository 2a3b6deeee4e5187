package org.hearthgate.insight.internal.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.OptionalLong;

/** The clock on the wall for very many instants: asks the rules of the zone only when the clock was changed. Of one thread. */
final class LocalClock {
    private static final long DAY = 86_400_000;

    private final ZoneRules rules;
    private long knownFrom = Long.MAX_VALUE;
    private long knownUntil = Long.MIN_VALUE;
    private long offset;

    LocalClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    private long offsetAt(long instant) {
        if (instant < knownFrom || instant >= knownUntil) {
            Instant at = Instant.ofEpochMilli(instant);
            offset = rules.getOffset(at).getTotalSeconds() * 1000L;
            ZoneOffsetTransition next = rules.nextTransition(at);
            knownFrom = instant;
            knownUntil = next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
        }
        return offset;
    }

    /** {@return the minute of the local day, 0 to 1439} */
    int minuteOfDay(long instant) {
        return (int) (Math.floorMod(instant + offsetAt(instant), DAY) / 60_000);
    }

    /** {@return the local day, as {@link LocalDate#toEpochDay()} counts} */
    long epochDay(long instant) {
        return Math.floorDiv(instant + offsetAt(instant), DAY);
    }

    /** {@return the instant at which the next local day has the same time; empty where it has no such time} */
    OptionalLong sameTimeNextDay(long instant) {
        long here = offsetAt(instant);
        long guess = instant + DAY;
        long there = offsetAt(guess);
        if (there == here) {
            return OptionalLong.of(guess);
        }
        long moved = guess - (there - here);
        return offsetAt(moved) == there ? OptionalLong.of(moved) : OptionalLong.empty();
    }
}
