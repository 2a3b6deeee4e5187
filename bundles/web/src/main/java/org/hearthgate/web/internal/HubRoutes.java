package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.Role;

/** The hub itself: its health, its clock, its devices, its description and its events. */
final class HubRoutes {
    private static final Set<Role> EVERY_PAGE = Set.of(Role.FAMILY, Role.CLINICIAN, Role.INSTALLER, Role.FLEET);

    private final Parts parts;
    private final Credentials credentials;
    private final Set<String> requiredProbes;
    private final String version;
    private final Supplier<byte[]> openApi;

    HubRoutes(
            Parts parts,
            Credentials credentials,
            Set<String> requiredProbes,
            String version,
            Supplier<byte[]> openApi) {
        this.parts = parts;
        this.credentials = credentials;
        this.requiredProbes = Set.copyOf(requiredProbes);
        this.version = version;
        this.openApi = openApi;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/health", Route.OPEN, (call, names, caller) -> done(health(caller))),
                new Route(
                        "GET",
                        "/hub/v1/openapi.json",
                        Route.OPEN,
                        (call, names, caller) -> done(new Answer.Reply(200, Map.of(), openApi.get()))),
                Route.get(
                        "/hub/v1/health",
                        Set.of(Role.FAMILY, Role.INSTALLER, Role.FLEET),
                        (call, names, caller) -> Answer.ok(report().withReasons())),
                Route.get(
                        "/hub/v1/devices",
                        Set.of(Role.FAMILY, Role.INSTALLER),
                        (call, names, caller) -> devices(caller.access())),
                Route.get("/hub/v1/hub", EVERY_PAGE, (call, names, caller) -> hub()),
                Route.get("/hub/v1/events", EVERY_PAGE, this::listen));
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private HealthReport report() {
        return HealthReport.of(parts.probes().get(), requiredProbes);
    }

    private Answer health(Optional<Caller> caller) {
        HealthReport report = report();
        ObjectNode json = caller.filter(who -> EVERY_PAGE.contains(who.access().role()))
                .map(who -> report.withReasons())
                .orElseGet(report::status);
        return new Answer.Reply(report.alarmPathProven() ? 200 : 503, Map.of(), Json.bytes(json));
    }

    private Answer devices(Access access) {
        ObjectNode json = Json.object();
        ArrayNode devices = json.putArray("devices");
        for (DeviceAdapter adapter : parts.adapters().get()) {
            for (DeviceStatus status : adapter.devices()) {
                if (sees(access, status)) {
                    devices.add(Json.device(adapter.name(), status));
                }
            }
        }
        return Answer.ok(json);
    }

    /** {@return whether a device is the caller's business: an installer's always, a family's unless it is another person's} */
    static boolean sees(Access access, DeviceStatus status) {
        return access.role() == Role.INSTALLER
                || status.person().map(access::reaches).orElse(true);
    }

    private Answer hub() {
        return Answer.ok(Json.object()
                .put("now", parts.clock().now().toString())
                .put("trusted", parts.clock().trusted())
                .put("zone", parts.household().zone().getId())
                .put("version", version));
    }

    private Answer listen(Call call, List<String> names, Caller caller) {
        return new Answer.Listen(caller, () -> credentials.caller(call).map(Caller::access));
    }
}
