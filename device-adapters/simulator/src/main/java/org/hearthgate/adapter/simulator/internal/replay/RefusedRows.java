package org.hearthgate.adapter.simulator.internal.replay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the rows of which something could not be used, and tells the first of them; never with the value, which is health data. */
final class RefusedRows {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedRows.class);
    private static final int TOLD_IN_FULL = 20;

    private final boolean told;
    private long count;
    private long lastLine = -1;

    private RefusedRows(boolean told) {
        this.told = told;
    }

    static RefusedRows told() {
        return new RefusedRows(true);
    }

    static RefusedRows untold() {
        return new RefusedRows(false);
    }

    /** Something in this line is not used; several things in one line are one refused row. */
    void add(long line, String why) {
        if (line != lastLine) {
            lastLine = line;
            count++;
        }
        if (told && count <= TOLD_IN_FULL) {
            LOG.warn("line {}: {}", line, why);
        }
    }

    long count() {
        return count;
    }

    /** Tells how many there were beyond those told in full. */
    void tellRest() {
        if (told && count > TOLD_IN_FULL) {
            LOG.warn("{} rows refused in all; the first {} are listed above", count, TOLD_IN_FULL);
        }
    }

    void note(String what) {
        if (told) {
            LOG.info("{}", what);
        }
    }
}
