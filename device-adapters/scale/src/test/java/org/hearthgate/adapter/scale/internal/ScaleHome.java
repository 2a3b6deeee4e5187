package org.hearthgate.adapter.scale.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.gatt.FakeGattLink;
import org.hearthgate.testkit.gatt.FakePeripheral;

/** A home with a scale in Berlin at noon UTC (13:00 on its walls), whose sink commits into its record. */
final class ScaleHome implements ObservationSink {
    static final String ADDRESS = "00:00:5E:00:53:07";
    static final BluetoothAddress SCALE = new BluetoothAddress(ADDRESS);
    static final Instant NOON = Given.NOON;

    final ManualClock clock = new ManualClock(NOON);
    final InMemoryObservationStore store = new InMemoryObservationStore();
    final FakeGattLink link = new FakeGattLink();
    private boolean recordFails;
    private final ScalesInUse inUse = new ScalesInUse();
    private final Map<String, Object> settings = new HashMap<>(Map.of("bluetoothAddress", ADDRESS));
    private Function<List<Observation>, Optional<RuntimeException>> trouble = observations -> Optional.empty();

    ScaleHome with(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    ScaleHome ownedBy(String person) {
        return with("person", person);
    }

    ScaleHome sharedBy(String... persons) {
        return with("persons", persons);
    }

    /** Somebody was weighed a day ago, by another scale. */
    ScaleHome knowing(String person, double kilograms) {
        Instant before = NOON.minus(Duration.ofDays(1));
        store.append(List.of(new BodyWeight(
                Origin.of(new PersonId(person), new DeviceId("other"), before, before, Provenance.of("test")),
                kilograms)));
        return this;
    }

    ScaleHome busy(boolean busy) {
        trouble = observations ->
                busy ? Optional.of(new SinkBusyException("full", Duration.ofSeconds(1), null)) : Optional.empty();
        return this;
    }

    /** From now on the record answers nothing, and keeps no quarantine either. */
    void recordFails() {
        recordFails = true;
        store.failingWith(new StoreException("the disk is away", null));
    }

    ScaleAdapter adapter() {
        return new ScaleAdapter(
                link,
                this,
                store,
                FixedHousehold.of("Anna", "Ben"),
                clock,
                inUse,
                Configured.by(ScaleConfig.class, settings));
    }

    FakePeripheral scale() {
        return new FakePeripheral(ADDRESS, clock);
    }

    /** A standard scale without a clock that tells weights. */
    FakePeripheral weightScale() {
        return scale().having(0x181D, 0x2A9D, "");
    }

    static Advertisement said(String service, String hex, Instant at) {
        var uuid = GattUuid.of(Integer.parseInt(service, 16));
        return new Advertisement(
                SCALE,
                Optional.of("MIBFS"),
                Set.of(uuid),
                Map.of(uuid, HexFormat.of().parseHex(hex)),
                Map.of(),
                OptionalInt.of(-60),
                at);
    }

    List<Observation> recordOf(String person) {
        return store
                .window(ObservationQuery.of(new PersonId(person), Instant.EPOCH, NOON.plus(Duration.ofDays(3650)))
                        .withRawForms())
                .stream()
                .map(StoredObservation::observation)
                .filter(observation -> !observation.device().equals(new DeviceId("other")))
                .toList();
    }

    List<Quarantined> quarantined() {
        return store.quarantined(1000);
    }

    @Override
    public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        Optional<RuntimeException> failure = trouble.apply(observations);
        return failure.isPresent()
                ? CompletableFuture.failedFuture(failure.get())
                : CompletableFuture.completedFuture(store.append(observations));
    }

    @Override
    public void quarantine(Quarantined refused) {
        if (!recordFails) {
            store.quarantine(List.of(refused));
        }
    }
}
