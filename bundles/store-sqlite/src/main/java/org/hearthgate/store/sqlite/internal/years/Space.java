package org.hearthgate.store.sqlite.internal.years;

import java.sql.SQLException;
import java.util.Optional;
import org.hearthgate.store.sqlite.internal.Session;
import org.hearthgate.store.sqlite.internal.SqliteRecord;

/**
 * Gives free pages of the file back to the disk, a few at a time. Pages that rows have left are used again by new rows, so this is done only
 * while the file is over its budget or a quarter of it is free: shrinking what grows again tomorrow only wears the disk.
 */
final class Space implements Sweep {
    private static final int PAGES_A_STEP = 64;
    private static final long MUCH = 16L * 1024 * 1024;

    private final SqliteRecord record;
    private final long budgetOctets;

    /** Sizes in octets; {@code free} of {@code file} are on no row's account. */
    record Size(long file, long free) {
        boolean over(long budgetOctets) {
            return file > budgetOctets;
        }
    }

    Space(SqliteRecord record, long budgetOctets) {
        this.record = record;
        this.budgetOctets = budgetOctets;
    }

    static Size size(SqliteRecord record) {
        return record.readers().read("ask for the size of the record", session -> {
            long page = session.number("PRAGMA page_size").orElse(0);
            return new Size(
                    page * session.number("PRAGMA page_count").orElse(0),
                    page * session.number("PRAGMA freelist_count").orElse(0));
        });
    }

    @Override
    public Step step() {
        Size size = size(record);
        boolean worth = size.free() > 0 && size.over(budgetOctets) || size.free() > Math.max(MUCH, size.file() / 4);
        if (!worth) {
            return Step.DONE;
        }
        Optional<Integer> given = record.writer().transactIfIdle("give free space back", Space::vacuum);
        return given.map(pages -> pages > 0 ? Step.WORKED : Step.DONE).orElse(Step.BUSY);
    }

    private static int vacuum(Session session) throws SQLException {
        long before = session.number("PRAGMA freelist_count").orElse(0);
        session.execute("PRAGMA incremental_vacuum(" + PAGES_A_STEP + ")");
        return (int) (before - session.number("PRAGMA freelist_count").orElse(0));
    }
}
