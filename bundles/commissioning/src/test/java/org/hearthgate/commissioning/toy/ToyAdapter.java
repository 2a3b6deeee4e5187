package org.hearthgate.commissioning.toy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;

/** A sensor that sends one reading as soon as it is configured, and a setting it cannot live with. Lives in a bundle of its own. */
public final class ToyAdapter implements DeviceAdapter {
    private volatile ObservationSink sink;
    private volatile DeviceId device;
    private volatile PersonId person;

    void bind(ObservationSink given) {
        sink = given;
    }

    void activate(Map<String, Object> settings) {
        if (Boolean.TRUE.equals(settings.get("backwards"))) {
            throw new IllegalArgumentException(
                    "org.hearthgate.adapter.toy: backwards is set, and no toy runs backwards; take it away");
        }
        device = new BluetoothAddress(settings.get("bluetoothAddress").toString()).deviceId();
        person = new PersonId(settings.get("person").toString());
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        sink.submit(List.of(
                GlucoseReading.exact(Origin.of(person, device, now.minusSeconds(60), now, Provenance.of("toy")), 104)));
    }

    /** Takes its time, like one that closes sockets: meanwhile it shows its new settings and still has its old self. */
    void deactivate() {
        LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
    }

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public List<DeviceStatus> devices() {
        return List.of(
                new DeviceStatus(device, Optional.of(person), DeviceStatus.State.HEARD, Optional.empty(), "It sends."));
    }
}
