package org.hearthgate.api.insight;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.IsoFields;

/**
 * A week as calendars number it (ISO 8601): Monday to Sunday, where somebody lives. It has an hour more or less when clocks are changed.
 *
 * @param monday its first day
 */
public record CalendarWeek(LocalDate monday) implements Comparable<CalendarWeek> {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ISO_WEEK_DATE.withResolverStyle(ResolverStyle.STRICT);

    public CalendarWeek {
        if (monday.getDayOfWeek() != java.time.DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("a week begins on a Monday, " + monday + " is none");
        }
    }

    /** {@return the week of a day} */
    public static CalendarWeek of(LocalDate day) {
        return new CalendarWeek(day.minusDays(day.getDayOfWeek().getValue() - 1L));
    }

    /**
     * {@return the week written like {@code 2026-W09}}
     *
     * @throws IllegalArgumentException when it is written otherwise, or the year has no such week
     */
    public static CalendarWeek parse(String text) {
        try {
            if (text.matches("\\d{4}-W\\d{2}")) {
                return new CalendarWeek(LocalDate.parse(text + "-1", FORM));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no week " + text + "; write one like 2026-W09", e);
        }
        throw new IllegalArgumentException("'" + text + "' is no week; write one like 2026-W09");
    }

    /** {@return its first instant where people live in this zone} */
    public Instant from(ZoneId zone) {
        return monday.atStartOfDay(zone).toInstant();
    }

    /** {@return the first instant of the next week there} */
    public Instant until(ZoneId zone) {
        return monday.plusWeeks(1).atStartOfDay(zone).toInstant();
    }

    /** {@return the week before} */
    public CalendarWeek before() {
        return new CalendarWeek(monday.minusWeeks(1));
    }

    @Override
    public int compareTo(CalendarWeek other) {
        return monday.compareTo(other.monday);
    }

    /** {@return like {@code 2026-W09}} */
    @Override
    public String toString() {
        return "%04d-W%02d"
                .formatted(monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
