package org.hearthgate.adapter.scale.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.adapter.conversation.gatt.CurrentTime;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;

/** The conversation with a scale of the Bluetooth SIG: set its clock, ask for stored weighings, then wait for whoever stands on it. */
final class ScaleDialogue implements GattDialogue {
    private static final UUID WEIGHT_SERVICE = GattUuid.of(0x181D);
    private static final UUID WEIGHT = GattUuid.of(0x2A9D);
    private static final UUID COMPOSITION_SERVICE = GattUuid.of(0x181B);
    private static final UUID COMPOSITION = GattUuid.of(0x2A9C);
    private static final Duration BETWEEN_STORED = Duration.ofSeconds(3);
    /** A frame may announce that more belong to it; this many are waited for. */
    private static final int MOST_PACKETS = 8;

    private final ScaleSettings settings;
    private final ZoneId zone;
    private final HubClock clock;
    private final WeighingIntake intake;
    private final UserConsent consent;
    private final Refusals refusals;
    private final List<ScaleFrame> packets = new ArrayList<>();
    private Instant packetsSince = Instant.EPOCH;
    private ScaleFrame.Kind compositions = ScaleFrame.Kind.COMPOSITION;
    private volatile Optional<String> note = Optional.empty();

    ScaleDialogue(
            ScaleSettings settings,
            ZoneId zone,
            HubClock clock,
            WeighingIntake intake,
            UserConsent consent,
            Refusals refusals) {
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
        this.intake = intake;
        this.consent = consent;
        this.refusals = refusals;
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public Reach reach() {
        return Reach.WHEN_HEARD;
    }

    /** Most scales give weights without a bond; one that does not says so, and the link then asks for it. */
    @Override
    public boolean bonded() {
        return false;
    }

    /** {@return what the installer should know; empty when all is well} */
    Optional<String> note() {
        return note;
    }

    @Override
    public void converse(GattSession session) throws GattException, InterruptedException {
        boolean weighs = session.has(WEIGHT_SERVICE, WEIGHT);
        boolean composes = session.has(COMPOSITION_SERVICE, COMPOSITION);
        if (!weighs && !composes) {
            throw new GattException(
                    GattException.Reason.NOT_FOUND,
                    "the device has neither weight (2A9D) nor body composition (2A9C); it is no scale this hub knows");
        }
        compositions = weighs ? ScaleFrame.Kind.COMPOSITION_BESIDE_WEIGHT : ScaleFrame.Kind.COMPOSITION;
        packets.clear();
        try {
            if (settings.setClock()) {
                CurrentTime.set(session, clock, zone);
            }
            if (weighs) {
                session.subscribe(WEIGHT_SERVICE, WEIGHT);
            }
            if (composes) {
                session.subscribe(COMPOSITION_SERVICE, COMPOSITION);
            }
            note = askForStored(session);
            drain(session, settings.listenFor());
        } finally {
            flush();
        }
    }

    private Optional<String> askForStored(GattSession session) throws GattException, InterruptedException {
        if (settings.consentCodes().isEmpty() || !session.has(UserConsent.SERVICE, UserConsent.CONTROL_POINT)) {
            return Optional.empty();
        }
        Optional<String> trouble = Optional.empty();
        session.subscribe(UserConsent.SERVICE, UserConsent.CONTROL_POINT);
        for (Map.Entry<PersonId, Integer> code : settings.consentCodes().entrySet()) {
            try {
                Optional<String> refused = consent.ask(session, code.getKey(), code.getValue(), this::take);
                trouble = refused.isPresent() ? refused : trouble;
                if (refused.isEmpty()) {
                    drain(session, BETWEEN_STORED);
                }
            } catch (StoreException e) {
                trouble = Optional.of("The record cannot say under which number a person is registered");
            }
        }
        return trouble;
    }

    /** Takes what comes until nothing has come for that long. */
    private void drain(GattSession session, Duration silence) throws GattException, InterruptedException {
        for (Optional<GattValue> value = session.next(silence); value.isPresent(); value = session.next(silence)) {
            take(value.get());
        }
    }

    private void take(GattValue value) {
        if (value.characteristic().equals(WEIGHT)) {
            flush();
            intake.take(List.of(new ScaleFrame(ScaleFrame.Kind.WEIGHT, value.octets())), value.receivedAt());
        } else if (value.characteristic().equals(COMPOSITION)) {
            takeComposition(new ScaleFrame(compositions, value.octets()), value.receivedAt());
        }
    }

    private void takeComposition(ScaleFrame frame, Instant receivedAt) {
        boolean more;
        try {
            more = ScaleDecoder.bodyComposition(frame.octets()).more();
        } catch (FrameException e) {
            // the good frames beside it stand for themselves
            flush();
            refusals.refuse(receivedAt, e.getMessage(), frame.raw());
            return;
        }
        if (packets.isEmpty()) {
            packetsSince = receivedAt;
        }
        packets.add(frame);
        if (!more || packets.size() == MOST_PACKETS) {
            flush();
        }
    }

    private void flush() {
        if (!packets.isEmpty()) {
            var whole = List.copyOf(packets);
            packets.clear();
            intake.take(whole, packetsSince);
        }
    }
}
