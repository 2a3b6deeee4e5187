package org.hearthgate.store.sqlite.internal.years;

import org.hearthgate.store.sqlite.internal.RowFacts;

/**
 * What tells a row from the others of its person, kind and device: the device's number where it has one, else the time.
 *
 * @param value the number, or milliseconds since 1970
 */
record Identity(boolean numbered, long value) {
    static Identity of(RowFacts row) {
        return row.sequence().isPresent()
                ? new Identity(true, row.sequence().getAsLong())
                : new Identity(false, row.measuredAt());
    }
}
