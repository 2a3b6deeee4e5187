package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.StoringSink;
import org.hearthgate.testkit.gatt.FakeGattLink;

/** Anna's hub with one sensor in its configuration: what the record has in the end is what counts. */
final class SensorHome {
    final ManualClock clock = ManualClock.at("2026-03-02T12:00:20Z");
    final InMemoryObservationStore store = new InMemoryObservationStore();
    final StoringSink sink = new StoringSink(store);
    final Map<String, Object> settings =
            new HashMap<>(Map.of("person", "anna", "bluetoothAddress", FakeSensor.ADDRESS, "warmUpMinutes", 0));
    FakeGattLink link;
    CgmAdapter adapter;

    SensorHome() {
        starts();
    }

    /** The hub begins anew, remembering nothing but its record. */
    void starts() {
        link = new FakeGattLink();
        adapter = new CgmAdapter(
                link, sink, store, clock, FixedHousehold.of("Anna"), Configured.by(CgmAdapter.Config.class, settings));
    }

    /** Connects until one of the two hangs up. */
    void meets(FakeSensor sensor) {
        try {
            link.connect(new BluetoothAddress(FakeSensor.ADDRESS), sensor.gatt);
        } catch (GattException e) {
            if (e.reason() != GattException.Reason.LOST) {
                throw new AssertionError(e);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            sensor.gatt.forgetScript();
        }
    }

    /** {@return a sensor that has just been put on} */
    FakeSensor sensor() {
        return new FakeSensor(clock, true);
    }

    List<GlucoseReading> readings() {
        return rows(ObservationKind.GLUCOSE).stream()
                .map(GlucoseReading.class::cast)
                .toList();
    }

    List<DeviceEvent> events() {
        return rows(ObservationKind.DEVICE_EVENT).stream()
                .map(DeviceEvent.class::cast)
                .toList();
    }

    private List<org.hearthgate.api.observation.Observation> rows(ObservationKind kind) {
        return store
                .window(ObservationQuery.of(
                                Given.ANNA, Instant.EPOCH, clock.now().plus(Duration.ofDays(2)), kind)
                        .withRawForms())
                .stream()
                .map(stored -> stored.observation())
                .toList();
    }

    /** {@return the record as minutes of the session and values, failing where a minute is there twice} */
    Map<Integer, Integer> recorded() {
        var recorded = new TreeMap<Integer, Integer>();
        for (GlucoseReading reading : readings()) {
            int offset = SensorSession.offsetOf(reading.origin().sequence().orElseThrow());
            if (recorded.put(offset, (int) reading.mgPerDl()) != null) {
                throw new AssertionError("minute " + offset + " is in the record twice");
            }
        }
        return recorded;
    }

    String why() {
        return adapter.devices().get(0).why();
    }
}
