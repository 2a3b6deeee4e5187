package org.hearthgate.ingest.internal.clock;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Quality;

/**
 * Whether a reading says anything about now. Asked at the door about the time that the device told, and again once that time was put
 * right; what was only true of the wrong time is then taken back.
 */
public final class Timeliness {
    /** A device's clock may be ahead of the hub's by this much; readings carry no finer truth. */
    public static final Duration TOLERANCE = Duration.ofSeconds(60);

    private static final Doubt FUTURE = new Doubt(Doubt.Flag.FUTURE, "the device's clock is ahead of the hub's");
    private static final Doubt LATE = new Doubt(Doubt.Flag.LATE, "arrived after it could warn anybody");

    private Timeliness() {}

    /** {@return the origin, with a doubt if it comes from the future or too late to warn anybody} */
    public static Origin judge(Origin origin, Instant now, Duration lateAfter) {
        Duration ahead = Duration.between(now, origin.measuredAt());
        if (ahead.compareTo(TOLERANCE) > 0) {
            return origin.withDoubt(FUTURE);
        }
        return ahead.negated().compareTo(lateAfter) > 0 ? origin.withDoubt(LATE) : origin;
    }

    /** {@return the origin without what {@link #judge} said of it; what its adapter said stays} */
    static Origin unjudge(Origin origin) {
        Quality quality = origin.quality();
        for (Doubt mine : new Doubt[] {FUTURE, LATE}) {
            if (quality.doubts().contains(mine)) {
                quality = quality.without(mine.flag());
            }
        }
        return origin.withQuality(quality);
    }
}
