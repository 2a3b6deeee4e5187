package org.hearthgate.api.ieee11073;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * A device's own date and time (GATT Date Time), as it was sent: local, without a zone, and not always a real one.
 *
 * @param year 1582 to 9999, 0 unknown
 * @param month 1 to 12, 0 unknown
 * @param day 1 to 31, 0 unknown
 * @param hour 0 to 23
 * @param minute 0 to 59
 * @param second 0 to 59
 */
public record DeviceDateTime(int year, int month, int day, int hour, int minute, int second) {
    private static final int FIRST_YEAR = 1582;
    private static final int LAST_YEAR = 9999;

    /** {@return whether the device has no time at all: every field is zero} */
    public boolean unset() {
        return year == 0 && month == 0 && day == 0 && hour == 0 && minute == 0 && second == 0;
    }

    /** {@return whether each field by itself is in its range, or unknown where it may be; there may still be no such day} */
    public boolean possible() {
        return (year == 0 || year >= FIRST_YEAR && year <= LAST_YEAR)
                && within(month, 12)
                && within(day, 31)
                && within(hour, 23)
                && within(minute, 59)
                && within(second, 59);
    }

    private static boolean within(int field, int most) {
        return field >= 0 && field <= most;
    }

    /** {@return the time as it was sent, e.g. {@code 2026-11-21T07:05:00}; what is unknown or impossible is shown as it is} */
    public String text() {
        return String.format(Locale.ROOT, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, second);
    }

    /** {@return the time, where all of it is known and there is such a day and hour} */
    public Optional<LocalDateTime> local() {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(year, month, day, hour, minute, second));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
