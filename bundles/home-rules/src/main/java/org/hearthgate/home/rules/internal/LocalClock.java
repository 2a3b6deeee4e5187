package org.hearthgate.home.rules.internal;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/** {@code clock} in an expression: the wall's time where the person lives, or in a zone that is named. */
record LocalClock(Instant now, ZoneId zone) {
    /** {@return whether the time is at or after the first and before the second; over midnight where the second is earlier} */
    boolean between(String from, String to) {
        return between(from, to, zone);
    }

    boolean between(String from, String to, String zoneId) {
        return between(from, to, ZoneId.of(zoneId));
    }

    private boolean between(String from, String to, ZoneId where) {
        LocalTime time = now.atZone(where).toLocalTime();
        LocalTime start = LocalTime.parse(from);
        LocalTime end = LocalTime.parse(to);
        boolean afterStart = !time.isBefore(start);
        boolean beforeEnd = time.isBefore(end);
        return start.isBefore(end) ? afterStart && beforeEnd : afterStart || beforeEnd;
    }

    /** {@return whether today is that day, written MON to SUN} */
    boolean on(String day) {
        return now.atZone(zone).getDayOfWeek().name().startsWith(day.toUpperCase(Locale.ROOT));
    }
}
