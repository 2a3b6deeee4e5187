package org.hearthgate.forecast.tribuo.internal.nightly;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/**
 * When people's models are learned anew, on the clock on the wall.
 *
 * @param until may lie before {@code from}: then it is the next day's
 */
public record Night(LocalTime from, LocalTime until) {
    public Night {
        if (from.equals(until)) {
            throw new IllegalArgumentException(
                    "org.hearthgate.forecast: nightFrom and nightUntil must be different, both were " + from);
        }
    }

    /** {@return the hours} @throws IllegalArgumentException if they are none, saying what to write */
    public static Night of(String from, String until) {
        try {
            return new Night(LocalTime.parse(from), LocalTime.parse(until));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "org.hearthgate.forecast: nightFrom and nightUntil must be times like 03:00, were '" + from
                            + "' and '" + until + "'",
                    e);
        }
    }

    boolean isOn(ZonedDateTime now) {
        LocalTime time = now.toLocalTime();
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    /** {@return the day on which the night began that is on now} */
    LocalDate day(ZonedDateTime now) {
        boolean isAfterMidnight = until.isBefore(from) && now.toLocalTime().isBefore(until);
        return isAfterMidnight ? now.toLocalDate().minusDays(1) : now.toLocalDate();
    }
}
