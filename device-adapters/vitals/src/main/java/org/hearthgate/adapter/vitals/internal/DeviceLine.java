package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hearthgate.adapter.conversation.Handover;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.adapter.conversation.gatt.CurrentTime;
import org.hearthgate.adapter.conversation.gatt.LinkStatus;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.LocalTime;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.RawForm;

/** One device's line between the radio and the record: what a cuff, an oximeter and a thermometer have in common, and no more. */
final class DeviceLine implements AutoCloseable {
    static final String ADAPTER = "vitals";

    private static final int MOST_REFUSED_AN_HOUR = 60;
    private static final String OCTETS = "application/octet-stream";

    private final GattLink link;
    private final BluetoothAddress address;
    private final PersonId person;
    private final DeviceId device;
    private final ZoneId zone;
    private final HubClock clock;
    private final boolean setClock;
    private final Handover handover;
    private final Refusals refusals;
    private Optional<GattHold> hold = Optional.empty();

    /**
     * @param address as the settings have it
     * @param person whose it is
     * @param setClock whether a wrong clock of the device is set
     */
    DeviceLine(
            GattLink link,
            ObservationSink sink,
            Household household,
            HubClock clock,
            String address,
            String person,
            boolean setClock) {
        this.link = link;
        this.address = new BluetoothAddress(address);
        this.person = new PersonId(person.strip());
        this.clock = clock;
        this.setClock = setClock;
        device = this.address.deviceId();
        zone = household.zone();
        refusals = new Refusals(
                sink,
                clock,
                new Refusals.Source(ADAPTER, device, Optional.empty()),
                MOST_REFUSED_AN_HOUR,
                Duration.ofHours(1));
        handover = new Handover(sink, clock, ADAPTER + "-record-" + this.address);
    }

    /** Has the device connected, from now until this is closed. */
    void open(GattDialogue dialogue) {
        try {
            hold = Optional.of(link.hold(address, dialogue));
        } catch (RuntimeException e) {
            handover.close();
            throw e;
        }
    }

    PersonId person() {
        return person;
    }

    /** {@return where an observation of this value comes from} A device that tells no real time is dated by the hub. */
    Origin origin(PersonId whose, GattValue value, Optional<DeviceDateTime> time) {
        Instant receivedAt = value.receivedAt();
        Origin origin = Origin.of(
                whose, device, receivedAt, receivedAt, Provenance.of(ADAPTER, new RawForm(OCTETS, value.octets())));
        return time.flatMap(DeviceDateTime::local)
                .map(local -> LocalTime.of(local, zone).onto(origin))
                .orElse(origin);
    }

    void keep(List<Observation> observations) {
        if (!observations.isEmpty()) {
            handover.take(List.copyOf(observations));
        }
    }

    void refuse(GattValue value, String reason) {
        refusals.refuse(value.receivedAt(), reason, new RawForm(OCTETS, value.octets()));
    }

    /** Sets the device's clock where that is wished, possible and needed. */
    void setClock(GattSession session) throws GattException, InterruptedException {
        if (setClock) {
            CurrentTime.set(session, clock, zone);
        }
    }

    /** {@return how the device fares; {@code notes} are sentences of its own for the installer} */
    DeviceStatus status(Optional<String> notes) {
        GattHold.Status status = hold.map(GattHold::status).orElseThrow();
        return new DeviceStatus(
                device,
                Optional.of(person),
                LinkStatus.ofSleeper(status),
                status.heardAt(),
                LinkStatus.why(status.why(), List.of(notes, handover.refused(), refusals.summary())));
    }

    /** Lets the device go first, then whatever still waits for the record. */
    @Override
    public void close() {
        hold.ifPresent(GattHold::close);
        handover.close();
    }
}
