package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.signal.DeviceClock;
import org.hearthgate.api.signal.SensorSignal;

/**
 * How the sensors themselves are: what each does in its person's one series, how far it can be trusted, and what its clock shows. Told
 * to whoever looks after them; what speaks about the body that wears them is left out for an installer.
 */
final class SignalRoutes {
    private static final Set<Role> WHO = Set.of(Role.FAMILY, Role.CLINICIAN, Role.INSTALLER);

    /** Parts of the quality that come from the wearer's pulse, steps and skin. */
    private static final Set<String> OF_THE_BODY = Set.of("heart", "stillness", "temperature", "conductance");

    private final Parts parts;

    SignalRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(Route.get("/hub/v1/signals", WHO, (call, names, caller) -> signals(caller.access())));
    }

    private Answer signals(Access access) {
        List<SensorSignal> all = parts.signals().get();
        ObjectNode json = Json.object().put("now", parts.clock().now().toString());
        ArrayNode sensors = json.putArray("sensors");
        all.stream()
                .filter(signal -> isTold(access, signal.person()))
                .forEach(signal -> sensors.add(sensor(signal, access.role())));
        ArrayNode clocks = json.putArray("clocks");
        List<Owned> owned = owned(all);
        parts.clocks().get().stream()
                .filter(clock -> isTold(access, clock.device(), owned))
                .forEach(clock -> clocks.add(clock(clock)));
        return Answer.ok(json);
    }

    private static boolean isTold(Access access, PersonId person) {
        return access.role() == Role.INSTALLER || access.reaches(person);
    }

    /** A clock names a device and nobody: it is told to those who reach its wearer or, where that is not known, everybody at home. */
    private boolean isTold(Access access, DeviceId device, List<Owned> owned) {
        return owned.stream().anyMatch(one -> one.device().equals(device) && isTold(access, one.person()))
                || parts.household().people().stream().map(Person::id).allMatch(person -> isTold(access, person));
    }

    /** One device of one person; several people may share a device, and one person has several. */
    private record Owned(DeviceId device, PersonId person) {}

    private List<Owned> owned(List<SensorSignal> signals) {
        var owned = new ArrayList<Owned>();
        signals.forEach(signal -> owned.add(new Owned(signal.device(), signal.person())));
        for (DeviceAdapter adapter : parts.adapters().get()) {
            for (DeviceStatus status : adapter.devices()) {
                status.person().ifPresent(person -> owned.add(new Owned(status.device(), person)));
            }
        }
        return owned;
    }

    private static ObjectNode sensor(SensorSignal signal, Role role) {
        ObjectNode json = Json.object()
                .put("person", signal.person().value())
                .put("device", signal.device().value())
                .put("role", signal.role().name().toLowerCase(Locale.ROOT));
        signal.sameSensorAs().map(DeviceId::value).ifPresent(other -> json.put("sameSensorAs", other));
        json.put("quality", signal.quality());
        ObjectNode components = json.putObject("components");
        signal.components().forEach((name, value) -> {
            if (role != Role.INSTALLER || !OF_THE_BODY.contains(name)) {
                components.put(name, value);
            }
        });
        return json.put("asOf", signal.asOf().toString());
    }

    private static ObjectNode clock(DeviceClock clock) {
        return Json.object()
                .put("device", clock.device().value())
                .put("aheadSeconds", clock.ahead().toMillis() / 1000.0)
                .put("corrected", clock.corrected())
                .put("samples", clock.samples())
                .put("asOf", clock.asOf().toString());
    }
}
