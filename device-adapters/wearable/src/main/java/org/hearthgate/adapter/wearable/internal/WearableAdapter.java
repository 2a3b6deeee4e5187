package org.hearthgate.adapter.wearable.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.adapter.conversation.Outbox;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.adapter.conversation.gatt.LinkStatus;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One strap or watch that tells heart rates: wiring only, the talk is {@link WearableDialogue}'s. */
@Component(
        name = WearableAdapter.PID,
        configurationPid = WearableAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = DeviceAdapter.class,
        immediate = true)
@Designate(ocd = WearableAdapter.Config.class, factory = true)
public final class WearableAdapter implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.wearable";
    static final int EVERY_SECONDS = 60;

    /** Eight hours of one a minute. */
    static final int MOST_HELD = 480;

    private static final int SHORTEST_SECONDS = 10;
    private static final int LONGEST_SECONDS = 600;
    private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final PersonId person;
    private final BluetoothAddress address;
    private final String label;
    private final HubClock clock;
    private final Outbox outbox;
    private final Refusals refusals;
    private final WearableDialogue dialogue;
    private final GattHold hold;

    /** Settings of one strap. */
    @ObjectClassDefinition(name = "Device: heart rate strap or watch")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of the person who wears it")
        String person();

        @AttributeDefinition(
                name = "Label",
                description = "What the family calls it; 0 to 60 characters",
                required = false)
        String label() default "";

        @AttributeDefinition(name = "Bluetooth address", description = "AA:BB:CC:DD:EE:FF")
        String bluetoothAddress();

        @AttributeDefinition(
                name = "One heart rate each (seconds)",
                description = "10 to 600; all beat-to-beat intervals are kept with it",
                min = "10",
                max = "600")
        int everySeconds() default EVERY_SECONDS;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public WearableAdapter(
            @Reference GattLink bluetooth, @Reference ObservationSink sink, @Reference HubClock clock, Config config) {
        this.clock = clock;
        person = new PersonId(config.person());
        address = new BluetoothAddress(config.bluetoothAddress());
        label = Labels.checked(PID, config.label(), "Heart rate sensor");
        int every = config.everySeconds();
        if (every < SHORTEST_SECONDS || every > LONGEST_SECONDS) {
            throw new IllegalArgumentException(PID + ": everySeconds of " + address + " must be " + SHORTEST_SECONDS
                    + " to " + LONGEST_SECONDS + ", was " + every);
        }
        outbox = new Outbox(sink, label, MOST_HELD);
        // a strap that talks nonsense each second must not push everything else out of the quarantine
        refusals = new Refusals(
                sink,
                clock,
                new Refusals.Source(HeartRateInterval.ADAPTER, address.deviceId(), Optional.of(person)),
                1,
                BETWEEN_REFUSALS);
        dialogue = new WearableDialogue(
                person, address.deviceId(), Duration.ofSeconds(every), clock, this::keep, refusals);
        hold = bluetooth.hold(address, dialogue);
    }

    @Deactivate
    void close() {
        hold.close();
        finish();
    }

    /** Offers what the open interval holds; only while nothing talks. */
    void finish() {
        dialogue.finish();
    }

    private void keep(HeartRate heartRate) {
        outbox.put(List.of(heartRate));
        outbox.send();
    }

    @Override
    public String name() {
        return HeartRateInterval.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        GattHold.Status link = hold.status();
        Optional<Instant> heardAt = dialogue.frameAt().or(link::heardAt);
        return List.of(new DeviceStatus(
                address.deviceId(), Optional.of(person), LinkStatus.ofTalker(link), heardAt, why(link)));
    }

    private String why(GattHold.Status link) {
        if (link.state() != GattHold.State.TALKING) {
            return label + ": " + link.why();
        }
        String where = dialogue.location().isEmpty() ? "" : ", worn at: " + dialogue.location();
        if (outbox.waiting() > 1) {
            return label + ": heard, but " + outbox.waiting() + " heart rates wait to be kept; see the hub's storage";
        }
        if (!dialogue.worn()) {
            return label + ": connected, but it feels no skin; wet the electrodes or tighten the strap";
        }
        boolean silent = dialogue.frameAt()
                .filter(at -> Duration.between(at, clock.now()).compareTo(SILENCE) < 0)
                .isEmpty();
        return silent
                ? label + ": connected, but it sends nothing; put it on, or start its heart rate broadcast"
                : label + ": heard" + where;
    }
}
