package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;

/** What is known of the people a caller reaches: how they are now, and the hours behind them. */
final class PersonRoutes {
    private static final Set<Role> READERS = Set.of(Role.FAMILY, Role.CLINICIAN);
    static final int MOST_HOURS = 72;
    private static final int MOST_ALERT_CHANGES = 1000;

    private final Parts parts;

    PersonRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/hub/v1/persons", READERS, (call, names, caller) -> persons(caller)),
                Route.get(
                        "/hub/v1/persons/{id}/glucose",
                        READERS,
                        (call, names, caller) -> glucose(caller.person(names.get(0)), hours(call))),
                Route.get(
                        "/hub/v1/persons/{id}/alerts",
                        READERS,
                        (call, names, caller) -> history(caller.person(names.get(0)), hours(call))));
    }

    private Answer persons(Caller caller) {
        Instant now = parts.clock().now();
        ObjectNode json = Json.object().put("now", now.toString());
        ArrayNode persons = json.putArray("persons");
        List<Alert> open = Optional.ofNullable(parts.boardOrNull().get())
                .map(AlertBoard::open)
                .orElse(List.of());
        for (Person person : parts.household().people()) {
            if (caller.access().reaches(person.id())) {
                persons.add(describe(person, open, now));
            }
        }
        return Answer.ok(json);
    }

    private ObjectNode describe(Person person, List<Alert> open, Instant now) {
        RecentGlucose recent = RecentGlucose.of(parts.store(), person.id(), now);
        ObjectNode json = Json.object().put("id", person.id().value()).put("name", person.name());
        recent.latest().ifPresent(reading -> {
            json.set("latest", Json.reading(reading, recent.trend()));
            json.put("ageSeconds", Duration.between(reading.measuredAt(), now).toSeconds());
        });
        return json.put(
                "openAlerts",
                open.stream()
                        .filter(alert -> alert.person().equals(person.id()))
                        .count());
    }

    private Answer glucose(PersonId person, int hours) {
        Instant now = parts.clock().now();
        Instant from = now.minus(Duration.ofHours(hours));
        ObjectNode json = Json.object()
                .put("person", person.value())
                .put("from", from.toString())
                .put("until", now.toString());
        GlucoseColumns.of(parts.store(), person, from, now.plus(Snapshot.FUTURE_TOLERANCE))
                .writeTo(json);
        return Answer.ok(json);
    }

    private Answer history(PersonId person, int hours) {
        Instant from = parts.clock().now().minus(Duration.ofHours(hours));
        ObjectNode json = Json.object().put("person", person.value()).put("from", from.toString());
        ArrayNode changes = json.putArray("alerts");
        parts.journal()
                .since(person, from, MOST_ALERT_CHANGES)
                .forEach(entry -> changes.add(Json.alert(entry.alert())));
        return Answer.ok(json);
    }

    /** {@return how far back is asked for} */
    static int hours(Call call) {
        String text = call.query().getOrDefault("hours", "24");
        try {
            int hours = Integer.parseInt(text);
            if (hours >= 1 && hours <= MOST_HOURS) {
                return hours;
            }
        } catch (NumberFormatException e) {
            // falls through: a word and a number out of range are the same mistake
        }
        throw new Refused(400, "bad-hours", "'hours' must be a whole number from 1 to " + MOST_HOURS + ".");
    }
}
