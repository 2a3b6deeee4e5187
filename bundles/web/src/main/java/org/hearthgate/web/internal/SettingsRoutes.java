package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.commissioning.Change;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.ConfiguredSettings;
import org.hearthgate.api.commissioning.SettingsForm;
import org.hearthgate.api.commissioning.SettingsUpdate;

/** The settings of adapters and devices with their forms, for an installer; and who changed what. */
final class SettingsRoutes {
    private static final String SETTINGS = "/hub/v1/installer/settings";
    private static final String ONE = SETTINGS + "/{pid}";

    private final Parts parts;

    SettingsRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/hub/v1/installer/forms",
                        DeviceRights.INSTALLERS,
                        (call, names, caller) -> forms(parts.commissioning())),
                Route.get(SETTINGS, DeviceRights.INSTALLERS, (call, names, caller) -> settings(parts.commissioning())),
                Route.get(
                        ONE,
                        DeviceRights.INSTALLERS,
                        (call, names, caller) -> one(parts.commissioning(), names.get(0))),
                new Route(
                        "POST",
                        ONE,
                        DeviceRights.INSTALLERS,
                        (call, names, caller) ->
                                set(parts.commissioning(), caller.orElseThrow(), names.get(0), Sent.of(call))),
                new Route(
                        "DELETE",
                        ONE,
                        DeviceRights.INSTALLERS,
                        (call, names, caller) -> remove(parts.commissioning(), caller.orElseThrow(), names.get(0))),
                Route.get(
                        "/hub/v1/installer/changes",
                        DeviceRights.INSTALLERS,
                        (call, names, caller) -> changes(parts.commissioning())));
    }

    private static Answer forms(Commissioning desk) {
        ObjectNode json = Json.object();
        ArrayNode forms = json.putArray("forms");
        desk.settings().forms().forEach(form -> forms.add(form(form)));
        return Answer.ok(json);
    }

    private static ObjectNode form(SettingsForm form) {
        ObjectNode json = Json.object()
                .put("pid", form.pid())
                .put("several", form.factory())
                .put("name", form.name())
                .put("description", form.description());
        ArrayNode fields = json.putArray("fields");
        form.fields().forEach(field -> fields.add(field(field)));
        return json;
    }

    private static ObjectNode field(SettingsForm.Field field) {
        ObjectNode json = Json.object()
                .put("key", field.key())
                .put("name", field.name())
                .put("description", field.description())
                .put("type", InstallerJson.word(field.type()).replace('_', '-'))
                .put("list", field.list())
                .put("required", field.required());
        ArrayNode defaults = json.putArray("defaults");
        field.defaults().forEach(defaults::add);
        field.min().ifPresent(min -> json.put("min", min));
        field.max().ifPresent(max -> json.put("max", max));
        if (!field.choices().isEmpty()) {
            ArrayNode choices = json.putArray("choices");
            field.choices()
                    .forEach(choice ->
                            choices.addObject().put("value", choice.value()).put("label", choice.label()));
        }
        return json;
    }

    private static Answer settings(Commissioning desk) {
        ObjectNode json = Json.object().put("lasting", desk.settings().lasting());
        ArrayNode settings = json.putArray("settings");
        desk.settings().all().forEach(one -> settings.add(configured(one)));
        return Answer.ok(json);
    }

    private static ObjectNode configured(ConfiguredSettings one) {
        ObjectNode json = Json.object().put("pid", one.pid());
        ObjectNode values = json.putObject("values");
        one.values().forEach((key, value) -> values.set(key, InstallerJson.value(value)));
        ArrayNode secrets = json.putArray("secretsSet");
        one.secrets().forEach(secrets::add);
        InstallerJson.standing(json, one.standing());
        return json;
    }

    private static Answer one(Commissioning desk, String pid) {
        return desk.settings()
                .of(pid)
                .map(found -> Answer.ok(configured(found)))
                .orElseThrow(() -> new Refused(
                        404,
                        "not-configured",
                        "Nothing is set under this name. GET " + SETTINGS
                                + " lists what is; POST here to set something."));
    }

    private static CompletableFuture<Answer> set(Commissioning desk, Caller caller, String pid, Sent sent) {
        SettingsUpdate update = sent.settings("values");
        if (sent.dryRun()) {
            return CompletableFuture.completedFuture(
                    Answer.ok(InstallerJson.check(desk.settings().check(pid, update))));
        }
        return desk.settings()
                .apply(caller.access().subject(), pid, update)
                .thenApply(applied -> Answer.ok(InstallerJson.applied(applied)));
    }

    private static CompletableFuture<Answer> remove(Commissioning desk, Caller caller, String pid) {
        return desk.settings()
                .remove(caller.access().subject(), pid)
                .thenApply(nothing -> Answer.ok(Json.object().put("pid", pid).put("removed", true)));
    }

    private static Answer changes(Commissioning desk) {
        ObjectNode json = Json.object();
        ArrayNode changes = json.putArray("changes");
        for (Change change : desk.changes()) {
            ObjectNode one = changes.addObject()
                    .put("at", change.at().toString())
                    .put("who", change.who())
                    .put("what", change.what())
                    .put("pid", change.pid());
            ArrayNode keys = one.putArray("keys");
            change.keys().forEach(keys::add);
            one.put("done", change.done());
        }
        return Answer.ok(json);
    }
}
