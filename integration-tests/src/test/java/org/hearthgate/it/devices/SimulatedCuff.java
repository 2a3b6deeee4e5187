package org.hearthgate.it.devices;

import static org.hearthgate.it.devices.Frames.frame;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;

/** A blood pressure cuff. */
public final class SimulatedCuff extends IndicatingDevice {
    public SimulatedCuff(BluezDouble bluez, String address, Instant first) {
        super(bluez.peripheral(address).named("SIM CUFF"), 0x1810, 0x2A35, Duration.ofHours(3), first);
        peripheral.having(0x1810, 0x2A49, "0000", "read").bonded();
    }

    @Override
    String measured(int n, Instant at) {
        return frame().octet(2)
                .sfloat(110 + n, 0)
                .sfloat(70, 0)
                .sfloat(85, 0)
                .dateTime(local(at))
                .hex();
    }

    @Override
    String keyOf(int n, Instant at) {
        return key("blood-pressure", at.getEpochSecond(), 110 + n);
    }

    @Override
    public String key(String kind, long measuredAtEpochSecond, double value) {
        return kind.equals("blood-pressure") ? measuredAtEpochSecond + " " + Math.round(value) : "";
    }
}
