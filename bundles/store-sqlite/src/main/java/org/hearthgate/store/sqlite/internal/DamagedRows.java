package org.hearthgate.store.sqlite.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what could not be read. One bad row must not cost the night: readers leave it out, the first one is logged, and the health
 * probe tells of it until the hub restarts.
 */
final class DamagedRows {
    private static final Logger LOG = LoggerFactory.getLogger(DamagedRows.class);
    private static final int MOST_REMEMBERED = 10_000;

    private final Set<String> rows = ConcurrentHashMap.newKeySet();
    private volatile String first = "";

    /** @param row e.g. {@code observation 17}; the same row counts once */
    void leftOut(String row, Exception reason) {
        if (rows.size() >= MOST_REMEMBERED || !rows.add(row)) {
            return;
        }
        if (first.isEmpty()) {
            first = row;
            LOG.error(
                    "{} cannot be read and is left out: {}; everything else is readable. Make a backup now and replace the disk or SD"
                            + " card. Further ones are only counted",
                    row,
                    reason.getMessage());
        } else {
            LOG.debug("{} cannot be read and is left out", row, reason);
        }
    }

    /** {@return how many, at most 10,000} */
    int count() {
        return rows.size();
    }

    /** {@return the one that was met first; empty if there is none} */
    String first() {
        return first;
    }
}
