package org.hearthgate.api.ieee11073;

import java.time.DateTimeException;
import java.time.LocalDateTime;
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
