package org.hearthgate.home.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.api.hub.HubClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The machine's clock as the hub's clock, so that a step of the machine's time (NTP after a power cut) is a step of the hub's. In a demo
 * it runs faster: then now = start + elapsed × speed, and every period is shortened alike. Without a configuration there is no such
 * clock: a replay leaves it out and registers its own.
 */
@Component(
        name = HomeConfig.PID + ".clock",
        configurationPid = HomeConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HomeConfig.class)
public final class SystemHubClock implements HubClock {
    /** No hub with this software ran before; a clock that says so was never set. */
    private static final Instant NOT_BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    private static final double SLOWEST = 0.01;
    private static final double FASTEST = 100_000;

    private final InstantSource machine;
    private final double speed;
    private final Instant start;
    private final Set<Repetition> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @throws IllegalArgumentException if the speed is no speed */
    @Activate
    public SystemHubClock(HomeConfig config) {
        this(InstantSource.system(), config.speed());
    }

    SystemHubClock(InstantSource machine, double speed) {
        if (!(speed >= SLOWEST && speed <= FASTEST)) { // also refuses NaN
            throw new IllegalArgumentException("configuration " + HomeConfig.PID + ": speed must be " + SLOWEST + " to "
                    + FASTEST + ", was " + speed + "; a real home has 1");
        }
        this.machine = machine;
        this.speed = speed;
        this.start = machine.instant();
    }

    @Override
    public Instant now() {
        Instant real = machine.instant();
        if (speed == 1.0) {
            return Instant.ofEpochMilli(real.toEpochMilli());
        }
        double elapsedMillis = Duration.between(start, real).toNanos() / 1e6;
        return Instant.ofEpochMilli(start.toEpochMilli() + (long) Math.floor(elapsedMillis * speed));
    }

    @Override
    public boolean trusted() {
        return !now().isBefore(NOT_BEFORE);
    }

    @Override
    public Repetition every(Duration period, String name, Runnable task) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("period must be above zero, was " + period + " for " + name);
        }
        if (closed) {
            throw new IllegalStateException("the hub's clock has been stopped; " + name + " cannot start");
        }
        long realNanos = Math.max(1, (long) (period.toNanos() / speed));
        var repetition = new ThreadRepetition(realNanos, name, task);
        running.add(repetition);
        return () -> {
            running.remove(repetition);
            repetition.close();
        };
    }

    /** Ends what its owners have not ended themselves. */
    @Deactivate
    void close() {
        closed = true;
        running.forEach(Repetition::close);
        running.clear();
    }
}
