package org.hearthgate.rules.glucose;

import java.time.DateTimeException;
import java.time.LocalTime;

/**
 * The hours of a day in which something is in force, by the wall's clock of the home: in a night that has an hour twice they last an hour
 * longer, in one that lacks an hour an hour less.
 *
 * @param from first minute
 * @param to first minute after it; the same as {@code from} for the whole day
 */
record Hours(LocalTime from, LocalTime to) {
    static final Hours ALWAYS = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** Reads two times such as 22:00 and 07:00; both blank for the whole day. */
    static Hours of(String configuration, String from, String to) {
        if (from.isBlank() && to.isBlank()) {
            return ALWAYS;
        }
        LocalTime begin = time(configuration, "from", from);
        LocalTime end = time(configuration, "to", to);
        if (begin.equals(end)) {
            throw new IllegalArgumentException(
                    configuration + ": from and to are the same; leave both empty for the whole day");
        }
        return new Hours(begin, end);
    }

    private static LocalTime time(String configuration, String key, String text) {
        try {
            if (text.strip().length() == 5) {
                return LocalTime.parse(text.strip());
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(wrong(configuration, key, text), e);
        }
        throw new IllegalArgumentException(wrong(configuration, key, text));
    }

    private static String wrong(String configuration, String key, String text) {
        return configuration + ": " + key + " must be a time of the day such as 22:00, was '" + text
                + "'; leave from and to empty for the whole day";
    }

    boolean isAlways() {
        return from.equals(to);
    }

    boolean contains(LocalTime time) {
        if (isAlways()) {
            return true;
        }
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    boolean overlaps(Hours other) {
        return contains(other.from) || other.contains(from);
    }

    @Override
    public String toString() {
        return isAlways() ? "the whole day" : from + " to " + to;
    }
}
