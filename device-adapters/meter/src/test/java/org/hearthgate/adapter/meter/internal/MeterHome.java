package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.StoringSink;
import org.hearthgate.testkit.gatt.FakeGattLink;

/** Anna's hub with one meter in its configuration: what the record has in the end is what counts. */
final class MeterHome {
    final ManualClock clock = ManualClock.at("2026-03-02T12:00:00Z");
    final InMemoryObservationStore store = new InMemoryObservationStore();
    final StoringSink sink = new StoringSink(store);
    final FakeMeter meter = new FakeMeter(clock);
    final Map<String, Object> settings = new HashMap<>(Map.of("person", "anna", "bluetoothAddress", FakeMeter.ADDRESS));
    FakeGattLink link;
    MeterAdapter adapter;

    MeterHome() {
        starts();
    }

    static MeterSettings settings(Map<String, Object> more) {
        var values = new HashMap<String, Object>(Map.of("person", "anna", "bluetoothAddress", FakeMeter.ADDRESS));
        values.putAll(more);
        return MeterSettings.of(Configured.by(MeterAdapter.Config.class, values));
    }

    /** The hub begins anew, remembering nothing but its record. */
    void starts() {
        link = new FakeGattLink();
        adapter = new MeterAdapter(
                link,
                sink,
                store,
                clock,
                FixedHousehold.of("Anna"),
                Configured.by(MeterAdapter.Config.class, settings));
    }

    /** The meter wakes near the hub. */
    void hears(FakeMeter other) {
        try {
            link.connect(new BluetoothAddress(FakeMeter.ADDRESS), other.gatt);
        } catch (GattException e) {
            if (e.reason() != GattException.Reason.LOST) {
                throw new AssertionError(e);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void hears() {
        hears(meter);
    }

    List<Observation> record() {
        return store
                .window(new ObservationQuery(
                        Given.ANNA,
                        java.util.Set.of(),
                        Instant.EPOCH,
                        clock.now().plus(Duration.ofDays(400)),
                        100_000,
                        false,
                        true))
                .stream()
                .map(stored -> stored.observation())
                .toList();
    }

    /** {@return the recorded fingersticks, in order of time} */
    List<Integer> values() {
        return record().stream()
                .filter(CapillaryGlucose.class::isInstance)
                .map(one -> (int) ((CapillaryGlucose) one).mgPerDl())
                .toList();
    }

    /** {@return what the meter has in its memory} */
    List<Integer> truth() {
        return meter.memory.stream().map(FakeMeter.Stored::mgPerDl).toList();
    }

    String why() {
        return adapter.devices().get(0).why();
    }
}
