package org.hearthgate.it.devices;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;

/** What a meter, a cuff, a thermometer and a scale have in common: somebody uses them now and then, and else they sleep. */
abstract class SleepingDevice implements SimulatedDevice {
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    final Peripheral peripheral;
    private final Duration every;
    private final Set<String> truth = ConcurrentHashMap.newKeySet();
    private Instant next;
    private int uses;

    SleepingDevice(Peripheral peripheral, Duration every, Instant first) {
        this.peripheral = peripheral;
        this.every = every;
        next = first;
    }

    /** Is used for the n-th time; {@return what it measured, as {@link #key} has it} */
    abstract String used(int n, Instant at);

    /** Is awake: says so, and sends what it has to whoever listens. */
    abstract void awake();

    @Override
    public final Peripheral peripheral() {
        return peripheral;
    }

    @Override
    public final boolean worn() {
        return false;
    }

    @Override
    public final void live(Instant now) {
        if (!now.isBefore(next)) {
            truth.add(used(++uses, next.truncatedTo(ChronoUnit.SECONDS)));
            next = next.plus(every);
        }
        awake();
    }

    @Override
    public final Set<String> truth() {
        return Set.copyOf(truth);
    }

    static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, ZONE);
    }
}
