package org.hearthgate.it.devices;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;

/** A device that wakes with what it has just measured, and sleeps when somebody has taken it. */
abstract class IndicatingDevice extends SleepingDevice {
    private static final long PAUSE_NANOS = 1_500_000_000L;

    private final int service;
    private final int characteristic;
    private final Queue<String> untold = new ArrayDeque<>();
    private long advertisedAt;

    IndicatingDevice(Peripheral peripheral, int service, int characteristic, Duration every, Instant first) {
        super(peripheral, every, first);
        this.service = service;
        this.characteristic = characteristic;
        peripheral.offering(service).having(service, characteristic, "", "indicate");
    }

    abstract String measured(int n, Instant at);

    abstract String keyOf(int n, Instant at);

    @Override
    final String used(int n, Instant at) {
        untold.add(measured(n, at));
        return keyOf(n, at);
    }

    @Override
    final void awake() {
        if (untold.isEmpty()) {
            return;
        }
        if (peripheral.notifies(service, characteristic)) {
            if (peripheral.sends(service, characteristic, untold.element())) {
                untold.remove();
            }
        } else if (!peripheral.connected() && System.nanoTime() - advertisedAt > PAUSE_NANOS) {
            advertisedAt = System.nanoTime();
            peripheral.advertises(-65);
        }
    }
}
