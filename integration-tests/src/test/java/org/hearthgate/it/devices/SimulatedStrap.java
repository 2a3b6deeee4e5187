package org.hearthgate.it.devices;

import static org.hearthgate.it.devices.Frames.frame;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;

/** A heart rate strap that tells a value every few seconds and remembers none: what nobody heard is gone. */
public final class SimulatedStrap implements SimulatedDevice {
    private static final int HEART_RATE = 0x180D;
    private static final int MEASUREMENT = 0x2A37;
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Peripheral peripheral;
    private Instant next;
    private int told;

    public SimulatedStrap(BluezDouble bluez, String address, Instant first) {
        peripheral = bluez.peripheral(address).named("SIM STRAP").offering(HEART_RATE);
        peripheral.having(HEART_RATE, MEASUREMENT, "", "notify").having(HEART_RATE, 0x2A38, "01", "read");
        next = first;
    }

    @Override
    public Peripheral peripheral() {
        return peripheral;
    }

    @Override
    public boolean worn() {
        return true;
    }

    @Override
    public void live(Instant now) {
        while (!now.isBefore(next)) {
            peripheral.sends(
                    HEART_RATE,
                    MEASUREMENT,
                    frame().octet(0x16).octet(60 + told++ % 20).two(900).hex());
            next = next.plus(EVERY);
        }
    }

    /** Nothing: what was heard while connected is thinned by the hub, so only doubles would show. */
    @Override
    public Set<String> truth() {
        return Set.of();
    }

    @Override
    public String key(String kind, long measuredAtEpochSecond, double value) {
        return "";
    }
}
