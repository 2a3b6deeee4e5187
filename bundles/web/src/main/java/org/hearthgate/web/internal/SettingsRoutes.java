package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hearthgate.api.commissioning.Change;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.ConfiguredSettings;
import org.hearthgate.api.commissioning.HomeSettings;
import org.hearthgate.api.commissioning.SettingsForm;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.household.Role;

/** The settings of one realm of the home with their forms: of adapters and devices for an installer, of alarms for the family. */
final class SettingsRoutes {
    private final Parts parts;
    private final String root;
    private final Set<Role> roles;
    private final Function<Commissioning, HomeSettings> realm;
    private final SettingsRights rights;

    private SettingsRoutes(
            Parts parts,
            String root,
            Set<Role> roles,
            Function<Commissioning, HomeSettings> realm,
            SettingsRights rights) {
        this.parts = parts;
        this.root = root;
        this.roles = roles;
        this.realm = realm;
        this.rights = rights;
    }

    static SettingsRoutes ofDevices(Parts parts) {
        return new SettingsRoutes(
                parts, "/hub/v1/installer", DeviceRights.INSTALLERS, Commissioning::settings, SettingsRights.ALL);
    }

    /** A family sets all of it for those it reaches; an installer the ways to reach people. */
    static SettingsRoutes ofAlarms(Parts parts) {
        return new SettingsRoutes(
                parts, "/hub/v1/alarms", DeviceRights.KEEPERS, Commissioning::alarms, new AlarmRights(parts));
    }

    List<Route> routes() {
        String settings = root + "/settings";
        String one = settings + "/{pid}";
        return List.of(
                Route.get(root + "/forms", roles, (call, names, caller) -> forms(desk())),
                Route.get(settings, roles, (call, names, caller) -> settings(desk(), caller)),
                Route.get(one, roles, (call, names, caller) -> one(desk(), caller, names.get(0))),
                new Route(
                        "POST",
                        one,
                        roles,
                        (call, names, caller) -> set(desk(), caller.orElseThrow(), names.get(0), Sent.of(call))),
                new Route(
                        "DELETE",
                        one,
                        roles,
                        (call, names, caller) -> remove(desk(), caller.orElseThrow(), names.get(0))));
    }

    /** {@return the list of changes in every realm, for an installer} */
    static Route changes(Parts parts) {
        return Route.get(
                "/hub/v1/installer/changes",
                DeviceRights.INSTALLERS,
                (call, names, caller) -> changes(parts.commissioning()));
    }

    private HomeSettings desk() {
        return realm.apply(parts.commissioning());
    }

    private static Answer forms(HomeSettings desk) {
        ObjectNode json = Json.object();
        ArrayNode forms = json.putArray("forms");
        desk.forms().forEach(form -> forms.add(form(form)));
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

    private Answer settings(HomeSettings desk, Caller caller) {
        ObjectNode json = Json.object().put("lasting", desk.lasting());
        ArrayNode settings = json.putArray("settings");
        desk.all().stream().filter(one -> rights.sees(caller, one)).forEach(one -> settings.add(configured(one)));
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

    private Answer one(HomeSettings desk, Caller caller, String pid) {
        return desk.of(pid)
                .filter(found -> rights.sees(caller, found))
                .map(found -> Answer.ok(configured(found)))
                .orElseThrow(() -> new Refused(
                        404,
                        "not-configured",
                        "Nothing is set under this name. GET " + root
                                + "/settings lists what is; POST here to set something."));
    }

    private CompletableFuture<Answer> set(HomeSettings desk, Caller caller, String pid, Sent sent) {
        SettingsUpdate update = sent.settings("values");
        rights.requireMaySet(caller, pid, desk.of(pid), update);
        if (sent.dryRun()) {
            return CompletableFuture.completedFuture(Answer.ok(InstallerJson.check(desk.check(pid, update))));
        }
        return desk.apply(caller.access().subject(), pid, update)
                .thenApply(applied -> Answer.ok(InstallerJson.applied(applied)));
    }

    private CompletableFuture<Answer> remove(HomeSettings desk, Caller caller, String pid) {
        rights.requireMaySet(caller, pid, desk.of(pid), SettingsUpdate.of(Map.of()));
        return desk.remove(caller.access().subject(), pid)
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
