package org.hearthgate.adapter.pen.internal.reading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.hearthgate.adapter.pen.internal.port.LoggedDose;

/**
 * One dose that was read, on the hub's time line.
 *
 * @param logged as the pen has it
 * @param measuredAt when it was given
 * @param units insulin in IU
 * @param sequence its identity: the same at every touch
 */
record ReadDose(LoggedDose logged, Instant measuredAt, BigDecimal units, long sequence) {
    private static final int RANK_BITS = 4;
    private static final int UNITS_BITS = 13;

    /** More doses of one size in one second than this are no doses. */
    static final int MOST_ALIKE = 1 << RANK_BITS;

    /** The largest dose whose hundredths fit. */
    static final double MOST_UNITS = 80;

    /**
     * {@return an identity: the second on the pen's clock, the dose, and a number among those that are alike} Doses that are alike in both
     * cannot be told apart by anybody, so that it does not matter which of them gets which number: a read that was cut off between them
     * and a whole one number them alike.
     */
    static long sequence(long at, BigDecimal units, int rank) {
        return first(at) | (long) hundredths(units) << RANK_BITS | rank;
    }

    /** {@return the least identity of any dose of that second} */
    static long first(long at) {
        return at << UNITS_BITS + RANK_BITS;
    }

    static int hundredths(BigDecimal units) {
        return units.movePointRight(2).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }
}
