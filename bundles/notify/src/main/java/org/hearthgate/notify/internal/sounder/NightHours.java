package org.hearthgate.notify.internal.sounder;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** The hours of softer beginnings, on the wall's clock where the family lives; the same at both ends means never. */
record NightHours(LocalTime from, LocalTime until) {
    static NightHours of(String pid, String from, String until) {
        return new NightHours(time(pid, "nightFrom", from), time(pid, "nightUntil", until));
    }

    private static LocalTime time(String pid, String key, String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    pid + ": '" + key + "' must be a time of day such as 22:00, was '" + text + "'", e);
        }
    }

    boolean contain(Instant instant, ZoneId zone) {
        LocalTime time = instant.atZone(zone).toLocalTime();
        boolean afterFrom = !time.isBefore(from);
        boolean beforeUntil = time.isBefore(until);
        return from.isAfter(until) ? afterFrom || beforeUntil : afterFrom && beforeUntil;
    }
}
