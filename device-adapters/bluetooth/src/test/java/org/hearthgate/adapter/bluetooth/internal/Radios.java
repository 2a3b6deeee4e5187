package org.hearthgate.adapter.bluetooth.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;
import org.hearthgate.adapter.bluetooth.peer.PrivateBus;
import org.hearthgate.testkit.ManualClock;

/** A bus, a double of BlueZ on it and the room as it is shipped, with short pauses. */
final class Radios implements AutoCloseable {
    final PrivateBus bus;
    final BluezDouble bluez;
    final ManualClock clock = ManualClock.at("2026-11-21T12:00:00Z");
    final BluezLink link;

    Radios() throws BusException, InterruptedException {
        this(Duration.ofMillis(20), 64);
    }

    Radios(Duration firstPause, int queuedValues) throws BusException, InterruptedException {
        bus = PrivateBus.start();
        bluez = BluezDouble.on(bus.address());
        link = new BluezLink(
                settings(bus.address(), Set.of(), firstPause, queuedValues),
                clock,
                () -> ZoneId.of("Europe/Berlin"),
                true);
        link.open();
        soon().until(() -> link.health().message().contains("hci0") && bluez.hasAgent());
    }

    static Settings settings(String address, Set<String> adapters, Duration firstPause, int queuedValues) {
        return new Settings(
                address,
                adapters,
                Duration.ofSeconds(2),
                Duration.ofMillis(1500),
                Duration.ofMillis(1500),
                firstPause,
                firstPause.multipliedBy(10),
                Duration.ofMillis(20),
                Duration.ofSeconds(3),
                queuedValues);
    }

    static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(10));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        link.close();
        bluez.close();
        bus.close();
    }
}
