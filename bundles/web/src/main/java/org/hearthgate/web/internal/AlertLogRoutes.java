package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.PersonId;

/** What became of each alert of the last days, and of one all that was kept: its changes, its limits, who was reached. */
final class AlertLogRoutes {
    private static final Duration USUAL = Duration.ofDays(3);
    private static final Duration LONGEST = Duration.ofDays(92);
    private static final int MOST_CHANGES = 2000;

    private final Parts parts;

    AlertLogRoutes(Parts parts) {
        this.parts = parts;
    }

    /** The log stands before the one alert, which would take it for its name. */
    List<Route> routes() {
        return List.of(
                Route.get("/hub/v1/alerts/log", AlertRights.VIEWERS, (call, names, caller) -> log(call, caller)),
                Route.get(
                        "/hub/v1/alerts/{id}",
                        AlertRights.VIEWERS,
                        (call, names, caller) -> one(names.get(0), caller)));
    }

    private Answer log(Call call, Caller caller) {
        Instant now = parts.clock().now();
        Instant until = instant(call, "to", now);
        Instant from = instant(call, "from", until.minus(USUAL));
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new Refused(
                    400, "bad-span", "'from' must lie before 'to', by " + LONGEST.toDays() + " days at most.");
        }
        AlertJournal journal = parts.journal();
        var entries = new ArrayList<AlertJournal.Entry>();
        boolean cut = false;
        for (PersonId person : people(call, caller)) {
            List<AlertJournal.Entry> changes = journal.since(person, from, MOST_CHANGES);
            cut |= changes.size() == MOST_CHANGES;
            changes.stream()
                    .filter(entry -> entry.alert().changedAt().isBefore(until))
                    .forEach(entries::add);
        }
        entries.sort(Comparator.comparing(entry -> entry.alert().changedAt()));
        ObjectNode json = Json.object()
                .put("from", from.toString())
                .put("to", until.toString())
                .put("cut", cut);
        ArrayNode changes = json.putArray("changes");
        entries.forEach(entry -> changes.add(Json.alert(entry.alert())));
        return Answer.ok(json);
    }

    private List<PersonId> people(Call call, Caller caller) {
        String wanted = call.query().get("person");
        if (wanted != null && !wanted.equals(Alert.HUB.value())) {
            PersonId person = caller.person(wanted);
            if (!AlertRights.sees(caller.access(), person)) {
                throw new Refused(403, "not-for-this-role", "This log-in sees the hub's own alerts only: person=hub.");
            }
            return List.of(person);
        }
        var people = new ArrayList<PersonId>();
        if (wanted == null) {
            parts.household().people().stream().map(Person::id).forEach(people::add);
        }
        people.add(Alert.HUB);
        people.removeIf(person -> !AlertRights.sees(caller.access(), person));
        return people;
    }

    private static Instant instant(Call call, String name, Instant otherwise) {
        String text = call.query().get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Refused(400, "bad-" + name, "'" + name + "' is a time like 2026-03-01T02:10:00Z.");
        }
    }

    private Answer one(String id, Caller caller) {
        List<AlertJournal.Entry> entries = parts.journal().ofAlert(id);
        if (entries.isEmpty()
                || !AlertRights.sees(caller.access(), entries.get(0).alert().person())) {
            throw new Refused(
                    404, "no-such-alert", "There is no such alert here for you. GET /hub/v1/alerts/log lists yours.");
        }
        AlertJournal.Entry newest = entries.get(entries.size() - 1);
        ObjectNode json = Json.object();
        var shapes = new ReachJson(parts.reach());
        boolean answers = AlertRights.answers(caller.access(), newest.alert().person());
        json.set("alert", answers ? shapes.alert(newest.alert()) : Json.alert(newest.alert()));
        ArrayNode changes = json.putArray("changes");
        entries.forEach(entry -> changes.add(Json.alert(entry.alert())));
        ObjectNode thresholds = json.putObject("thresholds");
        newest.thresholds().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(limit -> thresholds.put(limit.getKey(), limit.getValue()));
        return Answer.ok(json.put("ruleVersion", newest.alert().ruleVersion()));
    }
}
