package org.hearthgate.home.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.home.internal.clock.MachineTime;

/** A machine whose clocks move by hand: it runs, sleeps, and is set. */
public final class FakeMachine implements MachineTime {
    /** How long it was on before the hub started. */
    public static final Duration BEFORE = Duration.ofHours(3);

    private Instant wall;
    private Duration count = BEFORE;
    private Duration uptime = BEFORE;

    public FakeMachine(Instant wall) {
        this.wall = wall;
    }

    /** Runs on for a while. */
    public synchronized void runs(Duration period) {
        wall = wall.plus(period);
        count = count.plus(period);
        uptime = uptime.plus(period);
    }

    /** Is suspended for a while: the steady count stands still. */
    public synchronized void sleeps(Duration period) {
        wall = wall.plus(period);
        uptime = uptime.plus(period);
    }

    /** It is a container with an uptime of its own. */
    public synchronized void shows(Duration otherUptime) {
        uptime = otherUptime;
    }

    /** Its wall clock is set, by a person or a time service. */
    public synchronized void set(Instant other) {
        wall = other;
    }

    @Override
    public synchronized Instant instant() {
        return wall;
    }

    @Override
    public synchronized long nanos() {
        return count.toNanos();
    }

    @Override
    public synchronized Optional<Duration> uptime() {
        return Optional.of(uptime);
    }

    @Override
    public Optional<String> boot() {
        return Optional.of("boot-1");
    }
}
