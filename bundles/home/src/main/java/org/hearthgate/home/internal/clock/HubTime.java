package org.hearthgate.home.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.hub.ClockStep;

/**
 * The arithmetic of the hub's time at normal speed. It runs on the machine's steady count; a wall clock that is trusted pulls it along,
 * one that is not can only push it forward. What is more than {@link #SMALLEST_STEP} off and was not sleep is a step. Any thread.
 */
public final class HubTime {
    /** Less is taken along in silence, as a time service that slews does. */
    public static final Duration SMALLEST_STEP = Duration.ofSeconds(1);

    private static final Duration TAUGHT_AT_MOST = Duration.ofDays(5 * 365);

    private final MachineTime machine;
    private final ClockTrust trust;
    private final LastKnownTime.Known known;
    private final List<ClockStep> untold = new ArrayList<>();
    private final long startNanos;
    private Instant wall;
    private long wallNanos;
    private Duration slept = Duration.ZERO;
    private final Optional<Duration> uptime;
    private boolean trusted;

    public HubTime(MachineTime machine, ClockTrust trust, LastKnownTime.Known known) {
        this.machine = machine;
        this.trust = trust;
        this.known = known;
        startNanos = machine.nanos();
        wallNanos = startNanos;
        uptime = machine.uptime();
        Instant real = machine.instant();
        trusted = trust.believes(real, known.trusted());
        wall = trusted ? real : latest(real, known.told(), ClockTrust.NOT_BEFORE);
    }

    private static Instant latest(Instant... instants) {
        return List.of(instants).stream().max(Instant::compareTo).orElseThrow();
    }

    /** {@return now, to the millisecond} */
    public synchronized Instant now() {
        look();
        return Instant.ofEpochMilli(wall.toEpochMilli());
    }

    private void look() {
        Instant real = machine.instant();
        boolean unset = real.isBefore(ClockTrust.NOT_BEFORE);
        long nanos = machine.nanos();
        Instant expected = wall.plusNanos(nanos - wallNanos);
        if (unset) {
            trusted = false;
        }
        Instant target = trusted || (!unset && real.isAfter(expected)) ? real : expected;
        if (isStep(expected, target) && target.isAfter(expected)) {
            Duration sleep = sleepSince(nanos);
            slept = slept.plus(sleep);
            expected = expected.plus(sleep);
        }
        move(expected, target, nanos);
    }

    private static boolean isStep(Instant expected, Instant target) {
        return Duration.between(expected, target).abs().compareTo(SMALLEST_STEP) >= 0;
    }

    /** How much longer the machine has been on than its steady count ran, since it was last looked at. */
    private Duration sleepSince(long nanos) {
        Optional<Duration> later = machine.uptime();
        if (uptime.isEmpty() || later.isEmpty()) {
            return Duration.ZERO;
        }
        Duration counted = Duration.ofNanos(nanos - startNanos).plus(slept);
        Duration sleep = later.get().minus(uptime.get()).minus(counted);
        return sleep.compareTo(SMALLEST_STEP) >= 0 ? sleep : Duration.ZERO;
    }

    private void move(Instant expected, Instant target, long nanos) {
        wall = target;
        wallNanos = nanos;
        if (isStep(expected, target)) {
            untold.add(new ClockStep(expected, target, trusted));
        }
    }

    /** {@return how long the machine has been on, sleep included; where nobody knows, how long this has been running} */
    public synchronized Duration elapsed() {
        look(); // so that sleep is found before it is asked for
        return Duration.ofNanos(wallNanos - startNanos).plus(slept).plus(uptime.orElse(Duration.ZERO));
    }

    /**
     * {@return what names the switching on that {@link #elapsed()} counts from; empty where it counts from the start of this} A container
     * may be shown its own uptime beside its host's boot: then it is less than the steady count, and empty.
     */
    public Optional<String> boot() {
        return uptime.filter(up -> up.plus(SMALLEST_STEP).toNanos() >= startNanos)
                .flatMap(up -> machine.boot());
    }

    /** {@return whether that time can be believed} */
    public synchronized boolean trusted() {
        look();
        return trusted;
    }

    /** Looks at the evidence anew; belief, once there, stays while the machine's clock is set at all. */
    public synchronized void judge() {
        look();
        if (!trusted && trust.believes(machine.instant(), known.trusted())) {
            trusted = true;
            Instant before = wall;
            int told = untold.size();
            look();
            if (untold.size() == told) {
                untold.add(new ClockStep(before, wall, true)); // it was right all along
            }
        }
    }

    /** It is at least this late; believed up to five years beyond what was known, so that one broken device cannot run away with it. */
    public synchronized void learn(Instant notLaterThanNow) {
        look();
        Instant bound = latest(known.trusted(), ClockTrust.NOT_BEFORE).plus(TAUGHT_AT_MOST);
        if (!trusted && notLaterThanNow.isAfter(wall) && notLaterThanNow.isBefore(bound)) {
            move(wall, notLaterThanNow, wallNanos);
        }
    }

    /** {@return the steps since this was last asked, oldest first} */
    public synchronized List<ClockStep> takeSteps() {
        List<ClockStep> steps = List.copyOf(untold);
        untold.clear();
        return steps;
    }

    /** {@return what is worth remembering now} */
    public synchronized LastKnownTime.Known toRemember() {
        look();
        return new LastKnownTime.Known(wall, trusted ? wall : known.trusted());
    }
}
