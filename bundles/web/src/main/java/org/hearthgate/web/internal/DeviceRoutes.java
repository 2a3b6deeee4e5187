package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hearthgate.api.commissioning.Assignment;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.TestReading;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.Quarantined;

/** The devices of the home: taken into use, renamed, replaced, given to another, forgotten; and the proof that one works. */
final class DeviceRoutes {
    private static final String DEVICES = "/hub/v1/installer/devices";
    private static final String DEVICE = DEVICES + "/{pid}";
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Parts parts;

    DeviceRoutes(Parts parts) {
        this.parts = parts;
    }

    /** Serves a call about a device that is the caller's business. */
    private interface About {
        CompletableFuture<Answer> serve(Commissioning desk, HomeDevice device, Caller caller, Call call);
    }

    List<Route> routes() {
        return List.of(
                Route.get(DEVICES, DeviceRights.KEEPERS, (call, names, caller) -> list(parts.commissioning(), caller)),
                new Route(
                        "POST",
                        DEVICES,
                        DeviceRights.KEEPERS,
                        (call, names, caller) -> assign(parts.commissioning(), caller.orElseThrow(), Sent.of(call))),
                about("GET", DEVICE, (desk, device, caller, call) -> done(Answer.ok(InstallerJson.device(device)))),
                about("DELETE", DEVICE, DeviceRoutes::forget),
                about("POST", DEVICE + "/label", (desk, device, caller, call) -> desk.roster()
                        .rename(who(caller), device.pid(), Sent.of(call).text("label"))
                        .thenApply(applied -> Answer.ok(InstallerJson.applied(applied)))),
                about("POST", DEVICE + "/address", DeviceRoutes::replace),
                about("POST", DEVICE + "/person", DeviceRoutes::reassign),
                about("GET", DEVICE + "/reading", DeviceRoutes::reading),
                Route.get(
                        "/hub/v1/installer/quarantine",
                        DeviceRights.KEEPERS,
                        (call, names, caller) -> quarantine(parts.commissioning(), caller, call)));
    }

    private Route about(String method, String template, About handler) {
        return new Route(method, template, DeviceRights.KEEPERS, (call, names, caller) -> {
            Commissioning desk = parts.commissioning();
            HomeDevice device = DeviceRights.device(desk, caller.orElseThrow(), names.get(0));
            return handler.serve(desk, device, caller.orElseThrow(), call);
        });
    }

    private static String who(Caller caller) {
        return caller.access().subject();
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static Answer list(Commissioning desk, Caller caller) {
        ObjectNode json = Json.object().put("lasting", desk.settings().lasting());
        ArrayNode devices = json.putArray("devices");
        desk.roster().devices().stream()
                .filter(device -> DeviceRights.sees(caller, device))
                .forEach(device -> devices.add(InstallerJson.device(device)));
        return Answer.ok(json);
    }

    private static CompletableFuture<Answer> assign(Commissioning desk, Caller caller, Sent sent) {
        var assignment = new Assignment(
                sent.device(),
                sent.text("kind"),
                sent.person(caller),
                sent.textOr("label", ""),
                sent.settings("settings").set());
        if (sent.dryRun()) {
            return done(Answer.ok(InstallerJson.check(desk.roster().check(assignment))));
        }
        return desk.roster()
                .assign(who(caller), assignment)
                .thenApply(applied -> Answer.ok(InstallerJson.applied(applied)));
    }

    private static CompletableFuture<Answer> forget(Commissioning desk, HomeDevice device, Caller caller, Call call) {
        return desk.roster()
                .forget(who(caller), device.pid())
                .thenApply(nothing -> Answer.ok(Json.object()
                        .put("pid", device.pid())
                        .put("forgotten", true)
                        .put("note", "What it measured stays in the record.")));
    }

    private static CompletableFuture<Answer> replace(Commissioning desk, HomeDevice device, Caller caller, Call call) {
        DeviceAddress successor = Sent.of(call).device();
        return desk.roster()
                .replace(who(caller), device.pid(), successor)
                .thenApply(applied -> Answer.ok(InstallerJson.applied(applied)));
    }

    private static CompletableFuture<Answer> reassign(Commissioning desk, HomeDevice device, Caller caller, Call call) {
        PersonId person = Sent.of(call).person(caller);
        return desk.roster()
                .reassign(who(caller), device.pid(), person)
                .thenApply(applied -> Answer.ok(InstallerJson.applied(applied)));
    }

    private static CompletableFuture<Answer> reading(Commissioning desk, HomeDevice device, Caller caller, Call call) {
        long after = number(call, "after", 0, Long.MAX_VALUE);
        long seconds = number(call, "waitSeconds", 0, LONGEST_WAIT_SECONDS);
        boolean withValues = !DeviceRights.isInstaller(caller);
        return desk.roster()
                .reading(device.pid(), after, Duration.ofSeconds(seconds))
                .thenApply(found -> Answer.ok(found.map(reading -> told(caller, reading, withValues))
                        .orElseGet(() -> none(desk, device, seconds))));
    }

    /** A scale that everybody uses may have weighed somebody whom this family does not reach. */
    private static ObjectNode told(Caller caller, TestReading reading, boolean withValues) {
        PersonId person = reading.stored().observation().person();
        return InstallerJson.reading(reading, withValues && caller.access().reaches(person));
    }

    private static ObjectNode none(Commissioning desk, HomeDevice device, long seconds) {
        String why = desk.roster().device(device.pid()).stream()
                .flatMap(now -> now.devices().isEmpty()
                        ? Stream.of(now.standing().why())
                        : now.devices().stream().map(DeviceStatus::why))
                .findFirst()
                .orElse("It was forgotten meanwhile.");
        return Json.object()
                .put("arrived", false)
                .put(
                        "message",
                        (seconds == 0
                                        ? "There is no such reading of the last day."
                                        : "No reading came within " + seconds + " s.")
                                + " The device: " + why);
    }

    private static Answer quarantine(Commissioning desk, Caller caller, Call call) {
        Optional<String> pid = Optional.ofNullable(call.query().get("device"));
        List<Quarantined> items = pid.map(one -> DeviceRights.device(desk, caller, one))
                .map(device -> desk.roster().quarantined(device.pid()))
                .orElseGet(() -> desk.roster().quarantined());
        ObjectNode json = Json.object();
        ArrayNode quarantined = json.putArray("quarantined");
        items.stream()
                .filter(item -> DeviceRights.isInstaller(caller)
                        || item.person().map(caller.access()::reaches).orElse(false))
                .forEach(item -> quarantined.add(InstallerJson.quarantined(item)));
        return Answer.ok(json);
    }

    private static long number(Call call, String key, long least, long most) {
        try {
            long number = Long.parseLong(call.query().getOrDefault(key, "0"));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through: a word and a number out of range are the same mistake
        }
        throw new Refused(
                400,
                "bad-" + key.toLowerCase(java.util.Locale.ROOT),
                "'" + key + "' must be a whole number "
                        + (most == Long.MAX_VALUE ? "from " + least + " on." : "from " + least + " to " + most + "."));
    }
}
