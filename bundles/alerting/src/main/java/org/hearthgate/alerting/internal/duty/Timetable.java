package org.hearthgate.alerting.internal.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.PersonId;

/**
 * Who is on duty at an instant. Never nobody while there is anybody: where no shift names a carer, all are called. Pure and immutable.
 */
final class Timetable {
    private static final Duration LOOKS_AHEAD = Duration.ofDays(7);

    private final ZoneId zone;
    private final Map<String, Carer> carers = new TreeMap<>();
    private final List<Shift> shifts;
    private final List<Substitution> substitutions;

    /** @param carers of several with one id the first counts */
    Timetable(ZoneId zone, Collection<Carer> carers, List<Shift> shifts, List<Substitution> substitutions) {
        this.zone = zone;
        carers.forEach(carer -> this.carers.putIfAbsent(carer.id(), carer));
        this.shifts = List.copyOf(shifts);
        this.substitutions = List.copyOf(substitutions);
    }

    /** Who is on duty, without until when. */
    private record Present(List<Carer> onDuty, List<Carer> next, String from) {}

    /** {@return everybody, ordered by id} */
    List<Carer> carers() {
        return List.copyOf(carers.values());
    }

    /** {@return names that shifts and exceptions use and no carer has} */
    Set<String> unknownCarers() {
        var unknown = new TreeSet<String>();
        shifts.forEach(shift -> Stream.of(shift.carers(), shift.next()).forEach(unknown::addAll));
        substitutions.forEach(substitution -> unknown.addAll(substitution.carers()));
        unknown.removeAll(carers.keySet());
        return unknown;
    }

    Duty.Now at(PersonId person, Instant instant) {
        Present now = present(person, instant);
        return new Duty.Now(now.onDuty, now.next, changeAfter(person, instant, now), now.from);
    }

    /** The hub's own troubles are everybody's who has a duty now. */
    private Present present(PersonId person, Instant instant) {
        if (!person.equals(Alert.HUB)) {
            return presentFor(person, instant);
        }
        var onDuty = new LinkedHashSet<Carer>();
        var next = new LinkedHashSet<Carer>();
        var from = new LinkedHashSet<String>();
        carers.values().stream()
                .flatMap(carer -> carer.persons().stream())
                .distinct()
                .sorted()
                .map(each -> presentFor(each, instant))
                .forEach(each -> {
                    onDuty.addAll(each.onDuty);
                    next.addAll(each.next);
                    from.add(each.from);
                });
        next.removeAll(onDuty);
        from.remove("");
        return new Present(List.copyOf(onDuty), List.copyOf(next), String.join(", ", from));
    }

    private Present presentFor(PersonId person, Instant instant) {
        List<Shift> on = shifts.stream()
                .filter(shift -> shift.isFor(person) && shift.isOn(instant, zone))
                .toList();
        List<Carer> regular = named(on.stream().flatMap(shift -> shift.carers().stream()), person);
        List<Carer> after = named(on.stream().flatMap(shift -> shift.next().stream()), person);
        List<Substitution> instead = substitutions.stream()
                .filter(substitution ->
                        substitution.isFor(person) && substitution.span(zone).contains(instant))
                .toList();
        List<Carer> substitutes = named(instead.stream().flatMap(each -> each.carers().stream()), person);
        if (!substitutes.isEmpty()) {
            List<Carer> others = regular.isEmpty() ? everybody(person) : joined(regular, after);
            return new Present(
                    substitutes,
                    without(substitutes, others),
                    labels(instead.stream().map(Substitution::label)));
        }
        return regular.isEmpty()
                ? new Present(everybody(person), List.of(), "")
                : new Present(
                        regular, without(regular, after), labels(on.stream().map(Shift::label)));
    }

    /** A shift may name somebody who cares for another child only. */
    private List<Carer> named(Stream<String> ids, PersonId person) {
        return ids.distinct()
                .map(carers::get)
                .filter(carer -> carer != null && carer.persons().contains(person))
                .toList();
    }

    private List<Carer> everybody(PersonId person) {
        List<Carer> all = carers.values().stream()
                .filter(carer -> carer.persons().contains(person))
                .toList();
        List<Carer> everyDay =
                all.stream().filter(carer -> !carer.emergencyContact()).toList();
        return everyDay.isEmpty() ? all : everyDay;
    }

    private static List<Carer> joined(List<Carer> first, List<Carer> then) {
        return Stream.concat(first.stream(), then.stream()).distinct().toList();
    }

    private static List<Carer> without(List<Carer> those, List<Carer> all) {
        return all.stream().filter(carer -> !those.contains(carer)).toList();
    }

    private static String labels(Stream<String> labels) {
        return labels.distinct().collect(Collectors.joining(", "));
    }

    private Optional<Instant> changeAfter(PersonId person, Instant instant, Present now) {
        return edges(instant).stream()
                .filter(edge -> !present(person, edge).equals(now))
                .findFirst();
    }

    private NavigableSet<Instant> edges(Instant instant) {
        var edges = new TreeSet<Instant>();
        LocalDate yesterday = instant.atZone(zone).toLocalDate().minusDays(1);
        for (int day = 0; day <= LOOKS_AHEAD.toDays() + 1; day++) {
            for (Shift shift : shifts) {
                add(edges, shift.beginningOn(yesterday.plusDays(day), zone));
            }
        }
        substitutions.forEach(substitution -> add(edges, substitution.span(zone)));
        edges.headSet(instant, true).clear();
        edges.tailSet(instant.plus(LOOKS_AHEAD), false).clear();
        return edges;
    }

    private static void add(Set<Instant> edges, Span span) {
        if (span.from().isBefore(span.until())) {
            edges.add(span.from());
            edges.add(span.until());
        }
    }
}
