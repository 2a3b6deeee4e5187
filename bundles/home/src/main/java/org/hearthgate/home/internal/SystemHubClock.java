package org.hearthgate.home.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hearthgate.api.hub.ClockStep;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubClockListener;
import org.hearthgate.home.internal.clock.ClockTrust;
import org.hearthgate.home.internal.clock.HubTime;
import org.hearthgate.home.internal.clock.LastKnownTime;
import org.hearthgate.home.internal.clock.MachineTime;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's clock as the hub's clock: it follows what can be trusted, keeps its order through what cannot, and tells every step. In a
 * demo it runs faster: then now = start + elapsed × speed, and every period is shortened alike. Without a configuration there is no such
 * clock: a replay leaves it out and registers its own.
 */
@Component(
        name = HomeConfig.PID + ".clock",
        configurationPid = HomeConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {HubClock.class, HealthProbe.class})
@Designate(ocd = HomeConfig.class)
public final class SystemHubClock implements HubClock, HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(SystemHubClock.class);
    private static final double SLOWEST = 0.01;
    private static final double FASTEST = 100_000;
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
    private static final Duration REMEMBER_EVERY = Duration.ofMinutes(10);

    private final double speed;
    private final HubTime time;
    private final Instant start;
    private final Duration begun;
    private final LastKnownTime memory;
    private final Consumer<ClockStep> told;
    private final Set<Repetition> running = ConcurrentHashMap.newKeySet();
    private final ThreadRepetition look;
    private Duration rememberedAt;
    private volatile boolean closed;

    /** @throws IllegalArgumentException if the speed is no speed, or the trust no trust */
    @Activate
    public SystemHubClock(BundleContext context, HomeConfig config) {
        this(
                MachineTime.system(),
                ClockTrust.configured(config.clockTrust()),
                LastKnownTime.in(config.stateDirectory()),
                config.speed(),
                step -> tell(context, step));
    }

    SystemHubClock(
            MachineTime machine, ClockTrust trust, LastKnownTime memory, double speed, Consumer<ClockStep> told) {
        if (!(speed >= SLOWEST && speed <= FASTEST)) { // also refuses NaN
            throw new IllegalArgumentException("configuration " + HomeConfig.PID + ": speed must be " + SLOWEST + " to "
                    + FASTEST + ", was " + speed + "; a real home has 1");
        }
        this.memory = memory;
        this.speed = speed;
        this.told = told;
        time = new HubTime(machine, trust, memory.read());
        start = runsFree() ? later(time.now(), memory.read().told()) : time.now();
        begun = time.elapsed();
        rememberedAt = begun;
        if (!time.trusted()) {
            LOG.warn(
                    "The hub does not know the time; it counts on from {} until it synchronises or a device tells more",
                    start);
        }
        look = new ThreadRepetition(LOOK_EVERY_NANOS, "hearthgate-clock", this::look);
    }

    /** Looked up at each step instead of being held: who listens mostly needs this clock to live. */
    private static void tell(BundleContext context, ClockStep step) {
        try {
            Collection<ServiceReference<HubClockListener>> listening =
                    context.getServiceReferences(HubClockListener.class, null);
            for (ServiceReference<HubClockListener> reference : listening) {
                tell(context, reference, step);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }

    private static void tell(BundleContext context, ServiceReference<HubClockListener> reference, ClockStep step) {
        HubClockListener listener = context.getService(reference);
        if (listener == null) {
            return;
        }
        try {
            listener.stepped(step);
        } catch (RuntimeException | LinkageError e) { // one broken listener must not keep a step from the others
            LOG.error(
                    "{} failed to take a step of the clock", listener.getClass().getName(), e);
        } finally {
            context.ungetService(reference);
        }
    }

    /** Every second: notices steps nobody has asked past, tells them, and remembers the time now and then. */
    void look() {
        time.judge();
        for (ClockStep step : time.takeSteps()) {
            if (runsFree()) {
                continue; // a demo's family does not live by the machine's clock
            }
            LOG.warn(
                    "The hub's clock was put {} by {}; {}",
                    step.by().isNegative() ? "back" : "forward",
                    step.by().abs(),
                    step.trusted() ? "it is trusted" : "it is not trusted yet");
            told.accept(step);
        }
        Duration elapsed = time.elapsed();
        if (elapsed.minus(rememberedAt).compareTo(REMEMBER_EVERY) >= 0) {
            rememberedAt = elapsed;
            remember();
        }
    }

    private void remember() {
        LastKnownTime.Known real = time.toRemember();
        memory.write(runsFree() ? new LastKnownTime.Known(now(), real.trusted()) : real);
    }

    private boolean runsFree() {
        return speed != 1.0;
    }

    /** A record of fast days is ahead of the machine; a start must not put it into the future. */
    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    @Override
    public Instant now() {
        return runsFree() ? start.plusMillis(elapsed().toMillis()) : time.now();
    }

    @Override
    public Duration elapsed() {
        Duration real = time.elapsed();
        return runsFree() ? Duration.ofNanos((long) Math.floor(real.minus(begun).toNanos() * speed)) : real;
    }

    @Override
    public Optional<String> boot() {
        return runsFree() ? Optional.empty() : time.boot();
    }

    @Override
    public boolean trusted() {
        return time.trusted();
    }

    @Override
    public String name() {
        return "clock";
    }

    /** Alarms work without the right time: they run on the steady count and on what devices tell. */
    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        return trusted()
                ? Health.ok("The hub knows the time")
                : Health.warn("The hub does not know the time and shows " + now()
                        + ": connect it to the internet once, or set its clock");
    }

    @Override
    public void learn(Instant notLaterThanNow) {
        time.learn(notLaterThanNow);
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
        look.close();
        remember();
        running.forEach(Repetition::close);
        running.clear();
    }
}
