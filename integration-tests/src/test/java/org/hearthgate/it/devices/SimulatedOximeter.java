package org.hearthgate.it.devices;

import static org.hearthgate.it.devices.Frames.frame;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;

/** A pulse oximeter for spot checks. */
public final class SimulatedOximeter extends IndicatingDevice {
    private static final int LOWEST = 90;

    public SimulatedOximeter(BluezDouble bluez, String address, Instant first) {
        super(bluez.peripheral(address).named("SIM PLX"), 0x1822, 0x2A5E, Duration.ofHours(3), first);
        peripheral.having(0x1822, 0x2A60, "0000", "read");
    }

    @Override
    String measured(int n, Instant at) {
        return frame().octet(1)
                .sfloat(LOWEST + n % 10, 0)
                .sfloat(72, 0)
                .dateTime(local(at))
                .hex();
    }

    @Override
    String keyOf(int n, Instant at) {
        return key("oxygen-saturation", at.getEpochSecond(), LOWEST + n % 10);
    }

    @Override
    public String key(String kind, long measuredAtEpochSecond, double value) {
        return kind.equals("oxygen-saturation") ? measuredAtEpochSecond + " " + Math.round(value) : "";
    }
}
