package org.hearthgate.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.hub.ClockStep;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubClockListener;

/**
 * A clock that stands still until it is moved. Repetitions run on the thread that moves it, in order of their due times, each seeing
 * exactly its due time as now: the same moves always give the same history.
 */
public final class ManualClock implements HubClock {
    private static final Duration TAUGHT_AT_MOST = Duration.ofDays(1800);

    private final List<Task> tasks = new ArrayList<>();
    private final List<HubClockListener> listeners = new CopyOnWriteArrayList<>();
    private Instant now;
    private Duration stepped = Duration.ZERO;
    private boolean trusted = true;
    private int boots = 1;

    public ManualClock(Instant now) {
        this.now = requireNonNull(now, "now");
    }

    /** {@return a clock standing at this ISO instant} */
    public static ManualClock at(String instant) {
        return new ManualClock(Instant.parse(instant));
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** {@return how far it was advanced; jumps do not count} */
    @Override
    public synchronized Duration elapsed() {
        return Duration.between(Instant.EPOCH, now).minus(stepped);
    }

    @Override
    public synchronized boolean trusted() {
        return trusted;
    }

    /** {@return the same clock, not knowing the time: what it {@link #learn learns} moves it on} */
    public synchronized ManualClock untrusted() {
        trusted = false;
        return this;
    }

    @Override
    public synchronized Optional<String> boot() {
        return Optional.of("boot-" + boots);
    }

    /** The machine was off for a while and nobody counted how long. */
    public synchronized ManualClock switchedOffAndOn() {
        boots++;
        return this;
    }

    /** The hub learns the time: a step that ends the distrust. */
    public void synchronise(Instant truth) {
        synchronized (this) {
            trusted = true;
        }
        jumpTo(truth);
    }

    @Override
    public void learn(Instant notLaterThanNow) {
        boolean taught;
        synchronized (this) {
            Duration ahead = Duration.between(now, notLaterThanNow);
            taught = !trusted && ahead.compareTo(Duration.ZERO) > 0 && ahead.compareTo(TAUGHT_AT_MOST) < 0
                    || !trusted && now.isBefore(Instant.parse("2026-01-01T00:00:00Z"));
        }
        if (taught) {
            jumpTo(notLaterThanNow);
        }
    }

    /** Tells every later jump, as the whiteboard of the real clock does, but on the thread that jumps. */
    public void addListener(HubClockListener listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized Repetition every(Duration period, String name, Runnable task) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("period must be above zero");
        }
        var added = new Task(period, task, now.plus(period));
        tasks.add(added);
        return () -> remove(added);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /** Moves forward, running what falls due on the way. */
    public void advance(Duration period) {
        advanceTo(now().plus(period));
    }

    /** Moves forward to an instant, running what falls due on the way; an instant that has passed moves nothing. */
    public void advanceTo(Instant target) {
        for (Optional<Task> due = takeDue(target); due.isPresent(); due = takeDue(target)) {
            due.get().task.run();
        }
        synchronized (this) {
            if (target.isAfter(now)) {
                now = target;
            }
        }
    }

    /** Sets any time, backwards too, running nothing: a stepped system clock. What is due stays due in as much time as before. */
    public void jumpTo(Instant target) {
        ClockStep step;
        synchronized (this) {
            step = new ClockStep(now, target, trusted);
            stepped = stepped.plus(step.by());
            tasks.forEach(task -> task.dueAt = task.dueAt.plus(step.by()));
            now = target;
        }
        listeners.forEach(listener -> listener.stepped(step));
    }

    private synchronized Optional<Task> takeDue(Instant target) {
        Optional<Task> due = tasks.stream()
                .filter(task -> !task.dueAt.isAfter(target))
                .min(Comparator.comparing((Task task) -> task.dueAt));
        due.ifPresent(task -> {
            now = task.dueAt.isAfter(now) ? task.dueAt : now;
            task.dueAt = task.dueAt.plus(task.period);
        });
        return due;
    }

    private static final class Task {
        private final Duration period;
        private final Runnable task;
        private Instant dueAt;

        private Task(Duration period, Runnable task, Instant dueAt) {
            this.period = period;
            this.task = task;
            this.dueAt = dueAt;
        }
    }
}
