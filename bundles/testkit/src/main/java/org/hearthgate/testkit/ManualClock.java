package org.hearthgate.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;

/**
 * A clock that stands still until it is moved. Repetitions run on the thread that moves it, in order of their due times, each seeing
 * exactly its due time as now: the same moves always give the same history.
 */
public final class ManualClock implements HubClock {
    private final List<Task> tasks = new ArrayList<>();
    private Instant now;

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

    @Override
    public boolean trusted() {
        return true;
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

    /** Sets any time, backwards too, running nothing: a stepped system clock. */
    public synchronized void jumpTo(Instant target) {
        now = target;
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
