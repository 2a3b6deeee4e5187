package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.alert.Snapshot;

/**
 * Keeps a clock beside a bed from showing an old value as a new one: beyond the age at which the hub itself rests no alarm on a reading, it
 * loses its arrow and its change, which alone say "now", and its age stands beside it.
 */
final class Staleness {
    /** Minutes since it was measured; only on a value that is too old to rely on. */
    static final String AGE = "age_minutes";

    private static final String NO_DIRECTION = "NOT COMPUTABLE";

    private Staleness() {}

    static boolean isStale(Instant measuredAt, Instant now) {
        return measuredAt.isBefore(now.minus(Snapshot.FRESH_FOR));
    }

    /** Marks a document of xDrip's or Nightscout's if its {@code date} is too long ago. */
    static void mark(ObjectNode document, Instant now) {
        Instant measuredAt = Instant.ofEpochMilli(document.path("date").longValue());
        if (isStale(measuredAt, now)) {
            document.remove("delta");
            document.remove("trend");
            document.put("direction", NO_DIRECTION);
            document.put(AGE, minutes(measuredAt, now));
        }
    }

    /** As {@link #mark}, in the words of {@code /pebble}. */
    static void markPebble(ObjectNode document, Instant measuredAt, Instant now) {
        document.put("trend", 8).put("direction", NO_DIRECTION).put(AGE, minutes(measuredAt, now));
    }

    private static long minutes(Instant measuredAt, Instant now) {
        return Duration.between(measuredAt, now).toMinutes();
    }
}
