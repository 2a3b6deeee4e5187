package org.hearthgate.store.sqlite.internal.years;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.store.sqlite.internal.SqliteRecord;

/** One look over the record: its sweeps, one after the other, with what they may touch fixed at its beginning. */
final class Pass {
    private Pass() {}

    /** {@return the sweeps of a pass that begins now} What may go goes before the file is made smaller. */
    static List<Sweep> sweeps(SqliteRecord record, Retention retention, Instant now) {
        boolean over = Space.size(record).over(retention.budgetOctets());
        var bounds = new Bounds(now, record.consumedUntil(), over, retention);
        var sweeps = new ArrayList<Sweep>();
        Duration forEver = Duration.ofDays(36_500);
        if (over || retention.rawForms().isPresent()) {
            sweeps.add(new RawForms(record, bounds, retention.rawForms().orElse(forEver)));
        }
        sweeps.add(new RollUps(record, bounds));
        sweeps.add(new Expiry(record, bounds));
        retention
                .receipts()
                .ifPresent(kept ->
                        sweeps.add(new ReceiptExpiry(record, now.minus(kept).toEpochMilli())));
        sweeps.add(new Space(record, retention.budgetOctets()));
        return sweeps;
    }
}
