package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.gatt.FakeGattLink;
import org.hearthgate.testkit.gatt.FakePeripheral;

/** A home in Berlin at noon UTC (13:00 on its walls) with one device of Anna's, whose sink commits into its record. */
final class VitalsHome implements ObservationSink {
    static final String ADDRESS = "00:00:5E:00:53:09";
    static final BluetoothAddress DEVICE = new BluetoothAddress(ADDRESS);
    static final Instant NOON = Given.NOON;

    final ManualClock clock = new ManualClock(NOON);
    final InMemoryObservationStore store = new InMemoryObservationStore();
    final FakeGattLink link = new FakeGattLink();
    final FixedHousehold household = FixedHousehold.of("Anna", "Ben");
    private final Map<String, Object> settings = new HashMap<>(Map.of("bluetoothAddress", ADDRESS, "person", "anna"));
    private boolean busy;

    VitalsHome with(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    VitalsHome busy(boolean now) {
        busy = now;
        return this;
    }

    BloodPressureAdapter cuff() {
        return new BloodPressureAdapter(
                link, this, household, clock, Configured.by(BloodPressureAdapter.Config.class, settings));
    }

    OximeterAdapter oximeter() {
        return new OximeterAdapter(link, this, household, clock, Configured.by(OximeterAdapter.Config.class, settings));
    }

    ThermometerAdapter thermometer() {
        return new ThermometerAdapter(
                link, this, household, clock, Configured.by(ThermometerAdapter.Config.class, settings));
    }

    FakePeripheral peripheral() {
        return new FakePeripheral(ADDRESS, clock);
    }

    /** Connects a device that sends these values of one characteristic, one after the other. */
    FakePeripheral sends(FakePeripheral device, int service, int characteristic, String... frames) throws Exception {
        device.having(service, characteristic, "");
        for (String frame : frames) {
            device.later(() -> device.sends(service, characteristic, frame));
        }
        link.connect(DEVICE, device);
        return device;
    }

    List<Observation> recordOf(String person) {
        return store
                .window(ObservationQuery.of(new PersonId(person), Instant.EPOCH, NOON.plus(Duration.ofDays(3650)))
                        .withRawForms())
                .stream()
                .map(StoredObservation::observation)
                .toList();
    }

    <T extends Observation> List<T> recordOf(String person, Class<T> kind) {
        return recordOf(person).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    List<Quarantined> quarantined() {
        return store.quarantined(1000);
    }

    @Override
    public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        return busy
                ? CompletableFuture.failedFuture(new SinkBusyException("full", Duration.ofSeconds(1), null))
                : CompletableFuture.completedFuture(store.append(observations));
    }

    @Override
    public void quarantine(Quarantined refused) {
        store.quarantine(List.of(refused));
    }
}
