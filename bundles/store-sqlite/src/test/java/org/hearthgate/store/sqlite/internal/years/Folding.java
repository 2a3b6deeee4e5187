package org.hearthgate.store.sqlite.internal.years;

import org.hearthgate.store.sqlite.internal.SqliteRecord;

/** Lets the tests of other packages fold the log as the upkeep's thread does. */
public final class Folding {
    private Folding() {}

    public static boolean foldIfDue(SqliteRecord record) {
        return new LogFolding(record).foldIfDue();
    }
}
