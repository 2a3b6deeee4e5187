package org.hearthgate.store.sqlite.internal.years;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What one pass may touch, fixed at its beginning.
 *
 * @param now the hub's clock
 * @param consumedUntil every consumer has dealt with the record up to here; empty when nobody consumes it
 * @param overBudget whether the file is larger than it may be
 */
record Bounds(Instant now, OptionalLong consumedUntil, boolean overBudget, Retention retention) {

    /** {@return before when rows that are kept so long may go} */
    Instant before(Duration kept) {
        return now.minus(overBudget && kept.compareTo(Retention.FLOOR) > 0 ? Retention.FLOOR : kept);
    }

    /**
     * {@return whether this row may go as far as the consumers are concerned} One that has been gone for years must not fill the disk:
     * over the budget, what is older than retention and grace goes all the same.
     */
    boolean released(long position, Instant measuredAt, Duration kept) {
        return consumedUntil.isEmpty()
                || position <= consumedUntil.getAsLong()
                || overBudget && measuredAt.isBefore(now.minus(kept).minus(retention.grace()));
    }
}
