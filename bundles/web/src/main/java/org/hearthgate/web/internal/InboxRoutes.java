package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.Inbox;
import org.hearthgate.api.device.HeardDevice;

/** What is heard, asking a device who it is, and pairing with it. */
final class InboxRoutes {
    private static final String PAIRING = "/hub/v1/installer/pairings/{id}";

    private final Parts parts;

    InboxRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/hub/v1/installer/inbox",
                        DeviceRights.KEEPERS,
                        (call, names, caller) -> inbox(caller, parts.commissioning())),
                post("/hub/v1/installer/search", (call, names, caller) -> search(parts.commissioning(), Sent.of(call))),
                new Route(
                        "POST",
                        "/hub/v1/installer/identify",
                        DeviceRights.KEEPERS,
                        (call, names, caller) -> identify(parts.commissioning(), Sent.of(call))),
                post("/hub/v1/installer/pairings", (call, names, caller) -> pair(caller, parts.commissioning(), call)),
                Route.get(
                        PAIRING,
                        DeviceRights.KEEPERS,
                        (call, names, caller) -> Answer.ok(InstallerJson.pairing(
                                parts.commissioning().inbox().pairing(names.get(0))))),
                post(PAIRING + "/answer", (call, names, caller) -> answer(parts.commissioning(), names.get(0), call)),
                new Route(
                        "DELETE",
                        PAIRING,
                        DeviceRights.KEEPERS,
                        (call, names, caller) -> done(cancel(parts.commissioning(), names.get(0)))));
    }

    private static Route post(String template, Route.Immediate handler) {
        return new Route(
                "POST",
                template,
                DeviceRights.KEEPERS,
                (call, names, caller) -> done(handler.serve(call, names, caller.orElseThrow())));
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private Answer inbox(Caller caller, Commissioning desk) {
        Inbox inbox = desk.inbox().look();
        ObjectNode json = Json.object().put("now", parts.clock().now().toString());
        inbox.searchingUntil().ifPresent(until -> json.put("searchingUntil", until.toString()));
        ArrayNode troubles = json.putArray("troubles");
        inbox.troubles().forEach(troubles::add);
        ArrayNode devices = json.putArray("devices");
        inbox.entries().forEach(entry -> devices.add(entry(caller, entry)));
        return Answer.ok(json);
    }

    private static ObjectNode entry(Caller caller, Inbox.Entry entry) {
        HeardDevice device = entry.device();
        ObjectNode json = Json.object().put("transport", device.transport()).put("address", device.address());
        device.name().ifPresent(name -> json.put("name", name));
        ArrayNode offers = json.putArray("offers");
        device.offers().stream().sorted().forEach(offers::add);
        device.signalDbm().ifPresent(dbm -> json.put("signalDbm", dbm));
        json.put("lastHeardAt", device.lastHeardAt().toString()).put("paired", device.paired());
        json.set("details", InstallerJson.value(device.details()));
        ArrayNode kinds = json.putArray("kinds");
        entry.offers().forEach(offer -> kinds.addObject()
                .put("kind", offer.kind())
                .put("title", offer.title())
                .put("wantsPairing", offer.wantsPairing())
                .put("shared", offer.shared()));
        json.put("inUse", !entry.usedBy().isEmpty());
        ArrayNode usedBy = json.putArray("usedBy");
        entry.usedBy().stream().filter(home -> DeviceRights.sees(caller, home)).forEach(home -> usedBy.add(user(home)));
        return json;
    }

    private static ObjectNode user(HomeDevice home) {
        ObjectNode json = Json.object().put("pid", home.pid()).put("label", home.label());
        home.person().ifPresent(person -> json.put("person", person.value()));
        return json;
    }

    private static Answer search(Commissioning desk, Sent sent) {
        Instant until = desk.inbox().search(Duration.ofSeconds(sent.wholeNumber("seconds")));
        return Answer.ok(Json.object().put("searchingUntil", until.toString()));
    }

    private static CompletableFuture<Answer> identify(Commissioning desk, Sent sent) {
        return desk.inbox().identify(sent.device()).thenApply(details -> {
            ObjectNode json = Json.object();
            json.set("details", InstallerJson.value(details));
            return Answer.ok(json);
        });
    }

    private static Answer pair(Caller caller, Commissioning desk, Call call) {
        DeviceAddress device = Sent.of(call).device();
        requireNobodyElses(caller, desk, device);
        return Answer.ok(InstallerJson.pairing(desk.inbox().pair(device)));
    }

    /** A family must not take over, or break, the bond of another's device. */
    private static void requireNobodyElses(Caller caller, Commissioning desk, DeviceAddress device) {
        boolean elses = !DeviceRights.isInstaller(caller)
                && desk.inbox().look().entries().stream()
                        .filter(entry -> entry.device().address().equalsIgnoreCase(device.address()))
                        .anyMatch(entry -> entry.usedBy().stream().anyMatch(home -> !DeviceRights.sees(caller, home)));
        if (elses) {
            throw new Refused(
                    409,
                    "in-use",
                    "Somebody else of this home uses this device. Ask the installer, or them, to forget it first.");
        }
    }

    private static Answer answer(Commissioning desk, String id, Call call) {
        return Answer.ok(
                InstallerJson.pairing(desk.inbox().answer(id, Sent.of(call).text("text"))));
    }

    private static Answer cancel(Commissioning desk, String id) {
        desk.inbox().cancel(id);
        return Answer.ok(Json.object().put("cancelled", true));
    }
}
