package org.hearthgate.adapter.wearable.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.adapter.wearable.internal.HeartRateFrame.Contact;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.PersonId;

/** Listens to one strap for as long as it is worn. Runs on the link's thread of that device; what it tells may be asked on any. */
final class WearableDialogue implements GattDialogue {
    private static final UUID SERVICE = GattUuid.of(0x180D);
    private static final UUID MEASUREMENT = GattUuid.of(0x2A37);
    private static final UUID LOCATION = GattUuid.of(0x2A38);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PersonId person;
    private final DeviceId device;
    private final HubClock clock;
    private final Consumer<HeartRate> heartRates;
    private final Refusals refusals;
    private final HeartRateInterval interval;
    private volatile Optional<Instant> frameAt = Optional.empty();
    private volatile boolean worn = true;
    private volatile String location = "";

    WearableDialogue(
            PersonId person,
            DeviceId device,
            Duration every,
            HubClock clock,
            Consumer<HeartRate> heartRates,
            Refusals refusals) {
        this.person = person;
        this.device = device;
        this.clock = clock;
        this.heartRates = heartRates;
        this.refusals = refusals;
        interval = new HeartRateInterval(every);
    }

    @Override
    public String name() {
        return HeartRateInterval.ADAPTER;
    }

    @Override
    public Reach reach() {
        return Reach.KEEP;
    }

    @Override
    public boolean bonded() {
        return false;
    }

    @Override
    public void converse(GattSession session) throws GattException, InterruptedException {
        session.subscribe(SERVICE, MEASUREMENT);
        location = location(session);
        try {
            while (true) {
                Optional<GattValue> value = session.next(PATIENCE);
                if (interval.over(value.map(GattValue::receivedAt).orElseGet(clock::now))) {
                    finish();
                }
                value.ifPresent(this::hear);
            }
        } finally {
            // a link that flaps each second must not make a row each time: what is short goes on with the next
            // connection
            if (interval.halfOver()) {
                finish();
            }
        }
    }

    private static String location(GattSession session) throws GattException, InterruptedException {
        if (!session.has(SERVICE, LOCATION)) {
            return "";
        }
        try {
            return WearableDecoder.location(session.read(SERVICE, LOCATION));
        } catch (FrameException e) {
            return "";
        } catch (GattException e) {
            if (e.reason() == GattException.Reason.LOST) {
                throw e;
            }
            return ""; // where it is worn is nice to know; its heart rates come without
        }
    }

    private void hear(GattValue value) {
        frameAt = Optional.of(value.receivedAt());
        byte[] octets = value.octets();
        HeartRateFrame frame;
        try {
            frame = WearableDecoder.measurement(octets);
        } catch (FrameException e) {
            refusals.refuse(value.receivedAt(), "not a heart rate measurement: " + e.getMessage(), octets);
            return;
        }
        worn = frame.contact() != Contact.NOT_DETECTED && frame.beatsPerMinute() > 0;
        if (!frame.onSkin()) {
            return;
        }
        if (!frame.believable()) {
            refusals.refuse(value.receivedAt(), "no heart beats so fast", octets);
        } else if (!interval.add(frame, octets, value.receivedAt())) {
            refusals.refuse(value.receivedAt(), "sends more in one interval than is listened to", octets);
        }
    }

    /** Ends the interval that is open; when the device is let go and nothing talks any more. */
    void finish() {
        interval.take(person, device).ifPresent(heartRates);
    }

    /** {@return when it last said anything, sense or not} */
    Optional<Instant> frameAt() {
        return frameAt;
    }

    /** {@return whether the last frame came from a sensor on skin} */
    boolean worn() {
        return worn;
    }

    /** {@return where it says it is worn; may be empty} */
    String location() {
        return location;
    }
}
