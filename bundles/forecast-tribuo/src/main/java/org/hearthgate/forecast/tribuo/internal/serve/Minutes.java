package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Instant;
import java.time.ZoneId;

/** The models' time: minutes since 1970 in UTC, and how far the clock on the wall is ahead of it. */
public final class Minutes {
    public static final int A_DAY = 1440;

    private Minutes() {}

    /** {@return the minute that an instant lies in} */
    public static int of(Instant at) {
        return Math.toIntExact(Math.floorDiv(at.getEpochSecond(), 60L));
    }

    public static Instant start(int minute) {
        return Instant.ofEpochSecond(minute * 60L);
    }

    /** {@return by how many minutes the wall's clock is ahead of UTC} */
    public static int clockAhead(ZoneId zone, Instant at) {
        return zone.getRules().getOffset(at).getTotalSeconds() / 60;
    }
}
