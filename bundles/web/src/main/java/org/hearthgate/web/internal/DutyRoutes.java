package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.PersonId;

/** Who will be called now and next, and somebody else for one night. */
final class DutyRoutes {
    private static final String EXCEPTIONS = "/hub/v1/duty/exceptions";
    private static final int MOST_CHANGES = 6;
    private static final Duration AHEAD = Duration.ofDays(7);

    private final Parts parts;
    private final DutyExceptions exceptions;

    DutyRoutes(Parts parts) {
        this.parts = parts;
        exceptions = new DutyExceptions(parts.household(), parts.clock());
    }

    List<Route> routes() {
        return List.of(
                Route.get("/hub/v1/duty", AlertRights.CARERS, (call, names, caller) -> duty(caller)),
                new Route(
                        "POST",
                        EXCEPTIONS,
                        AlertRights.CARERS,
                        (call, names, caller) -> set(caller.orElseThrow(), Sent.of(call))),
                new Route(
                        "DELETE",
                        EXCEPTIONS + "/{id}",
                        AlertRights.CARERS,
                        (call, names, caller) ->
                                exceptions.remove(parts.commissioning().alarms(), caller.orElseThrow(), names.get(0))));
    }

    private Answer duty(Caller caller) {
        Instant now = parts.clock().now();
        ObjectNode json = Json.object().put("now", now.toString());
        Optional<Duty> duty = parts.reach().duty();
        ArrayNode carers = json.putArray("carers");
        ArrayNode persons = json.putArray("persons");
        if (duty.isEmpty()) {
            json.put("message", "The hub's timetable is not running: nobody is on duty by name.");
        } else {
            duty.get().carers().stream()
                    .filter(carer -> carer.persons().stream().anyMatch(caller.access()::reaches))
                    .forEach(carer -> carers.add(carer(carer, caller)));
            parts.household().people().stream()
                    .map(Person::id)
                    .filter(caller.access()::reaches)
                    .forEach(person -> persons.add(describe(duty.get(), person, now)));
        }
        Optional<Commissioning> desk =
                Optional.ofNullable(parts.commissioningOrNull().get());
        json.set(
                "exceptions",
                desk.map(known -> exceptions.list(known.alarms(), caller)).orElseGet(Json::array));
        return Answer.ok(json.put("changeable", desk.isPresent() && duty.isPresent()));
    }

    private static ObjectNode carer(Carer carer, Caller caller) {
        ObjectNode json = ReachJson.carer(carer);
        ArrayNode persons = json.putArray("persons");
        carer.persons().stream()
                .filter(caller.access()::reaches)
                .map(PersonId::value)
                .sorted()
                .forEach(persons::add);
        return json;
    }

    private static ObjectNode describe(Duty duty, PersonId person, Instant now) {
        Duty.Now current = duty.at(person, now);
        ObjectNode json = Json.object().put("person", person.value());
        ReachJson.duty(json, current);
        ArrayNode changes = json.putArray("changes");
        Instant at = now;
        while (changes.size() < MOST_CHANGES
                && current.until().isPresent()
                && current.until().get().isAfter(at)
                && current.until().get().isBefore(now.plus(AHEAD))) {
            at = current.until().get();
            current = duty.at(person, at);
            ReachJson.duty(changes.addObject().put("at", at.toString()), current);
        }
        return json;
    }

    private CompletableFuture<Answer> set(Caller caller, Sent sent) {
        Duty duty = parts.reach().duty().orElseThrow(() -> Refused.missing("timetable (alerting)"));
        return exceptions.set(parts.commissioning().alarms(), caller, sent, duty.carers());
    }
}
