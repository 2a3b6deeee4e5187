package org.hearthgate.it.devices;

import static org.hearthgate.it.devices.Frames.frame;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;

/** A Xiaomi Mi Scale 1: says everything to everybody, again and again, and is never connected. */
public final class SimulatedMiScale extends SleepingDevice {
    private static final int WEIGHT_SCALE = 0x181D;
    private static final int LEFT = 0x80;
    private static final int STABLE = 0x20;
    private static final int KILOGRAMS = 0x02;
    private static final int SAYS_IT = 12;

    private final int kilograms;
    private Instant at = Instant.EPOCH;
    private int raw;
    private int said = SAYS_IT;

    public SimulatedMiScale(BluezDouble bluez, String address, int kilograms, Instant first) {
        super(bluez.peripheral(address).named("MI SCALE"), Duration.ofHours(2), first);
        this.kilograms = kilograms;
    }

    @Override
    String used(int n, Instant when) {
        at = when;
        raw = kilograms * 200 + n * 10;
        said = 0;
        return key("body-weight", when.getEpochSecond(), raw / 200.0);
    }

    @Override
    void awake() {
        if (said < SAYS_IT) {
            int state = said < 3 ? 0 : said < 9 ? STABLE : STABLE | LEFT;
            int weight = said < 3 ? raw - 400 + said * 100 : raw;
            peripheral.advertisesData(
                    -72,
                    WEIGHT_SCALE,
                    frame().octet(KILOGRAMS | state)
                            .two(weight)
                            .dateTime(local(at))
                            .hex());
            said++;
        }
    }

    @Override
    public String key(String kind, long measuredAtEpochSecond, double value) {
        return kind.equals("body-weight") ? Long.toString(Math.round(value * 100)) : "";
    }
}
