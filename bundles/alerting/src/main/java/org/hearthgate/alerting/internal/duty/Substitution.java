package org.hearthgate.alerting.internal.duty;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.hearthgate.api.observation.PersonId;

/**
 * Somebody else for once: it wins over the timetable while it lasts, and whom the timetable names is called next. Pure.
 *
 * @param persons for whom; empty for everybody
 * @param carers ids of who is on duty instead
 * @param from by the clock on the wall
 * @param until exclusive, by the clock on the wall
 */
record Substitution(String label, Set<PersonId> persons, List<String> carers, LocalDateTime from, LocalDateTime until) {
    Substitution {
        persons = Set.copyOf(persons);
        carers = List.copyOf(carers);
    }

    boolean isFor(PersonId person) {
        return persons.isEmpty() || persons.contains(person);
    }

    Span span(ZoneId zone) {
        return new Span(from.atZone(zone).toInstant(), until.atZone(zone).toInstant());
    }
}
