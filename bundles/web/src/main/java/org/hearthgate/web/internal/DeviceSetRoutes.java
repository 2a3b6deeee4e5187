package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.DeviceSet;
import org.hearthgate.api.commissioning.ImportOutcome;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.PersonId;

/** A home's devices as one file, out and in, and the people to whom they can be given. */
final class DeviceSetRoutes {
    static final String IMPORT = "/hub/v1/installer/import";
    private static final int FORM = 1;

    private final Parts parts;

    DeviceSetRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/hub/v1/installer/persons",
                        DeviceRights.KEEPERS,
                        (call, names, caller) -> persons(parts.commissioning(), caller)),
                Route.get(
                        "/hub/v1/installer/export",
                        DeviceRights.INSTALLERS,
                        (call, names, caller) -> export(parts.commissioning())),
                new Route(
                        "POST",
                        IMPORT,
                        DeviceRights.INSTALLERS,
                        (call, names, caller) -> take(parts.commissioning(), caller.orElseThrow(), Sent.of(call))));
    }

    /** Names and ids, which is what giving somebody a device needs; nothing of how they are. */
    private Answer persons(Commissioning desk, Caller caller) {
        ObjectNode json = Json.object();
        ArrayNode persons = json.putArray("persons");
        for (Person person : parts.household().people()) {
            if (DeviceRights.isInstaller(caller) || caller.access().reaches(person.id())) {
                persons.addObject().put("id", person.id().value()).put("name", person.name());
            }
        }
        return Answer.ok(json);
    }

    private Answer export(Commissioning desk) {
        DeviceSet set = desk.roster().export();
        ObjectNode json = Json.object()
                .put("hearthgateDevices", FORM)
                .put("exportedAt", set.exportedAt().toString());
        ArrayNode devices = json.putArray("devices");
        for (DeviceSet.Entry entry : set.devices()) {
            ObjectNode one = devices.addObject().put("pid", entry.pid());
            ObjectNode settings = one.putObject("settings");
            entry.settings().forEach((key, value) -> settings.set(key, InstallerJson.value(value)));
            ArrayNode secrets = one.putArray("secretsLeftOut");
            entry.secretsLeftOut().forEach(secrets::add);
        }
        return Answer.ok(json);
    }

    private static CompletableFuture<Answer> take(Commissioning desk, Caller caller, Sent sent) {
        boolean dryRun = sent.dryRun();
        return desk.roster()
                .take(
                        caller.access().subject(),
                        set(sent.json().path("set")),
                        persons(sent.json().path("persons")),
                        dryRun)
                .thenApply(outcomes -> {
                    ObjectNode json = Json.object().put("dryRun", dryRun);
                    ArrayNode devices = json.putArray("devices");
                    outcomes.forEach(outcome -> devices.add(outcome(outcome)));
                    return Answer.ok(json);
                });
    }

    private static ObjectNode outcome(ImportOutcome outcome) {
        ObjectNode json = Json.object()
                .put("pid", outcome.pid())
                .put("outcome", InstallerJson.word(outcome.outcome()))
                .put("why", outcome.why());
        json.set("problems", InstallerJson.problems(outcome.problems()));
        json.set("differences", InstallerJson.differences(outcome.differences()));
        return json;
    }

    private static DeviceSet set(JsonNode json) {
        if (json.path("hearthgateDevices").asInt() != FORM
                || !json.path("devices").isArray()) {
            throw new Refused(
                    400,
                    "no-device-set",
                    "Send {\"set\": …} with what GET /hub/v1/installer/export gave, form " + FORM + ".");
        }
        List<DeviceSet.Entry> devices = new ArrayList<>();
        for (JsonNode one : json.path("devices")) {
            if (!(one.path("settings") instanceof ObjectNode settings)
                    || !one.path("pid").isTextual()) {
                throw new Refused(400, "no-device-set", "Each device of a set has a 'pid' and its 'settings'.");
            }
            List<String> secrets = new ArrayList<>();
            one.path("secretsLeftOut").forEach(secret -> secrets.add(secret.asText()));
            devices.add(new DeviceSet.Entry(one.path("pid").asText(), Sent.values(settings), secrets));
        }
        return new DeviceSet(exportedAt(json), devices);
    }

    private static Instant exportedAt(JsonNode json) {
        try {
            return Instant.parse(json.path("exportedAt").asText());
        } catch (DateTimeException e) {
            return Instant.EPOCH; // only for the eye
        }
    }

    private static Map<String, PersonId> persons(JsonNode json) {
        Map<String, PersonId> persons = new HashMap<>();
        json.properties()
                .forEach(one ->
                        persons.put(one.getKey(), Sent.personId(one.getValue().asText())));
        return persons;
    }
}
