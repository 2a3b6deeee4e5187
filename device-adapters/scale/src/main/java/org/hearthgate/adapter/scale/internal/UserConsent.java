package org.hearthgate.adapter.scale.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.hearthgate.adapter.conversation.Handover;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;

/**
 * Asks a scale for a person's stored weighings by the code that the person agreed with it (User Data Service, 0x181C). It registers and
 * consents; it never deletes a user or their data.
 */
final class UserConsent {
    static final UUID SERVICE = GattUuid.of(0x181C);
    static final UUID CONTROL_POINT = GattUuid.of(0x2A9F);
    /** Begins the detail of the device event that remembers under which number a person was registered. */
    static final String REGISTERED_AS = "scaleUser=";

    private static final Duration UNTIL_ANSWER = Duration.ofSeconds(10);
    private static final int EVENTS_LOOKED_AT = 200;

    private final ScaleSettings settings;
    private final DeviceId device;
    private final ObservationStore store;
    private final Handover handover;
    private final HubClock clock;

    UserConsent(ScaleSettings settings, DeviceId device, ObservationStore store, Handover handover, HubClock clock) {
        this.settings = settings;
        this.device = device;
        this.store = store;
        this.handover = handover;
        this.clock = clock;
    }

    /** Where values go that come while an answer is awaited. */
    interface Others {
        void take(GattValue value);
    }

    /**
     * {@return what the installer should know: empty when the scale gives this person's data now}
     *
     * @throws GattException when the link is gone
     */
    Optional<String> ask(GattSession session, PersonId person, int code, Others others)
            throws GattException, InterruptedException {
        OptionalInt user = userOf(person);
        if (user.isEmpty() && settings.registerUsers()) {
            Optional<UserControlPoint.Response> registered =
                    request(session, UserControlPoint.register(code), UserControlPoint.REGISTER, others);
            user = registered
                    .filter(UserControlPoint.Response::succeeded)
                    .map(UserControlPoint.Response::parameter)
                    .filter(parameter -> !parameter.isEmpty())
                    .map(parameter -> OptionalInt.of(parameter.get(0)))
                    .orElse(OptionalInt.empty());
            if (user.isEmpty()) {
                return Optional.of("The scale registered nobody: "
                        + registered.map(UserControlPoint.Response::word).orElse("no answer"));
            }
            remember(person, user.getAsInt());
        }
        if (user.isEmpty()) {
            return Optional.of("A consent code is set for " + person
                    + " but no user number; add it to users, or let the hub register them (registerUsers)");
        }
        Optional<UserControlPoint.Response> answer = request(
                session,
                UserControlPoint.consent(new UserIndex(user.getAsInt()), code),
                UserControlPoint.CONSENT,
                others);
        return answer.filter(UserControlPoint.Response::succeeded).isPresent()
                ? Optional.empty()
                : Optional.of("The scale keeps back the stored weights of its user " + user.getAsInt() + " ("
                        + answer.map(UserControlPoint.Response::word).orElse("no answer")
                        + "); check the consent code on the scale");
    }

    /** {@return the number by settings, else the one that the scale gave when it was registered} */
    OptionalInt userOf(PersonId person) {
        Optional<Integer> set = settings.users().entrySet().stream()
                .filter(entry -> entry.getValue().equals(person))
                .map(Map.Entry::getKey)
                .findFirst();
        if (set.isPresent()) {
            return OptionalInt.of(set.get());
        }
        var events = new ObservationQuery(
                person,
                Set.of(ObservationKind.DEVICE_EVENT),
                Instant.EPOCH,
                clock.now().plus(Duration.ofDays(1)),
                EVENTS_LOOKED_AT,
                true,
                false);
        return store.window(events).stream()
                .map(kept -> (DeviceEvent) kept.observation())
                .filter(event -> event.device().equals(device) && event.detail().matches(REGISTERED_AS + "\\d{1,3}"))
                .map(event -> OptionalInt.of(Integer.parseInt(event.detail().substring(REGISTERED_AS.length()))))
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private void remember(PersonId person, int user) {
        Instant now = clock.now();
        handover.take(List.of(new DeviceEvent(
                Origin.of(person, device, now, now, Provenance.of(Weighing.ADAPTER)),
                DeviceEvent.Event.OTHER,
                REGISTERED_AS + user)));
    }

    private static Optional<UserControlPoint.Response> request(
            GattSession session, byte[] request, int op, Others others) throws GattException, InterruptedException {
        try {
            session.write(SERVICE, CONTROL_POINT, request);
        } catch (GattException e) {
            if (e.reason() == GattException.Reason.LOST) {
                throw e;
            }
            return Optional.empty();
        }
        // a scale that only sends weights never answers: each value that comes is one less to wait for
        for (int values = 0; values < 100; values++) {
            Optional<GattValue> value = session.next(UNTIL_ANSWER);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (value.get().characteristic().equals(CONTROL_POINT)) {
                Optional<UserControlPoint.Response> answer =
                        response(value.get()).filter(response -> response.request() == op);
                if (answer.isPresent()) {
                    return answer;
                }
            } else {
                others.take(value.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<UserControlPoint.Response> response(GattValue value) {
        try {
            return Optional.of(UserControlPoint.response(value.octets()));
        } catch (FrameException e) {
            return Optional.empty();
        }
    }
}
