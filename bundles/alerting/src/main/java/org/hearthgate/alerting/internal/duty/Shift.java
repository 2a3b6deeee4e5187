package org.hearthgate.alerting.internal.duty;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.hearthgate.api.observation.PersonId;

/**
 * Who is on duty at the same hours every week. Its hours are those of the clock on the wall: a time that the spring night leaves out is
 * an hour later, one that the autumn night has twice is the first of them. So two shifts that meet leave no hole on either. Pure.
 *
 * @param persons for whom; empty for everybody
 * @param carers ids of who is called first
 * @param next ids of who is called when they do not answer
 * @param days on which it begins
 * @param to the next day's where it is not after {@code from}
 */
record Shift(
        String label,
        Set<PersonId> persons,
        List<String> carers,
        List<String> next,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to) {
    Shift {
        persons = Set.copyOf(persons);
        carers = List.copyOf(carers);
        next = List.copyOf(next);
        days = Set.copyOf(days);
    }

    boolean isFor(PersonId person) {
        return persons.isEmpty() || persons.contains(person);
    }

    boolean isOn(Instant instant, ZoneId zone) {
        LocalDate today = instant.atZone(zone).toLocalDate();
        return beginningOn(today, zone).contains(instant)
                || beginningOn(today.minusDays(1), zone).contains(instant);
    }

    /** {@return the real time of the shift that begins on this day; empty where none does} */
    Span beginningOn(LocalDate day, ZoneId zone) {
        Instant begins = day.atTime(from).atZone(zone).toInstant();
        if (!days.contains(day.getDayOfWeek())) {
            return new Span(begins, begins);
        }
        LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
        return new Span(begins, lastDay.atTime(to).atZone(zone).toInstant());
    }
}
