package org.hearthgate.it.devices;

import static org.hearthgate.it.devices.Frames.frame;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;

/** A clinical thermometer. */
public final class SimulatedThermometer extends IndicatingDevice {
    public SimulatedThermometer(BluezDouble bluez, String address, Instant first) {
        super(bluez.peripheral(address).named("SIM THERMO"), 0x1809, 0x2A1C, Duration.ofHours(2), first);
    }

    @Override
    String measured(int n, Instant at) {
        return frame().octet(2).medicalFloat(360 + n, -1).dateTime(local(at)).hex();
    }

    @Override
    String keyOf(int n, Instant at) {
        return key("body-temperature", at.getEpochSecond(), (360 + n) / 10.0);
    }

    @Override
    public String key(String kind, long measuredAtEpochSecond, double value) {
        return kind.equals("body-temperature") ? measuredAtEpochSecond + " " + Math.round(value * 10) : "";
    }
}
