package org.hearthgate.it.faults.inside;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.hub.HubClock;

/** The hub's clock, moved by Anna's sensor: five minutes pass between two readings whatever the machine does meanwhile. */
final class HandClock implements HubClock {
    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private volatile Instant now;

    HandClock(Instant now) {
        this.now = now;
    }

    private static final class Task {
        private final Duration period;
        private final Runnable work;
        private Instant dueAt;

        private Task(Duration period, Runnable work, Instant dueAt) {
            this.period = period;
            this.work = work;
            this.dueAt = dueAt;
        }
    }

    /** Moves on, running on this thread what falls due on the way. */
    void advanceTo(Instant target) {
        for (Task next = next(target); next != null; next = next(target)) {
            now = next.dueAt.isAfter(now) ? next.dueAt : now;
            next.dueAt = next.dueAt.plus(next.period);
            next.work.run();
        }
        now = target.isAfter(now) ? target : now;
    }

    private Task next(Instant target) {
        return tasks.stream()
                .filter(task -> !task.dueAt.isAfter(target))
                .min(Comparator.comparing(task -> task.dueAt))
                .orElse(null);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean trusted() {
        return true;
    }

    @Override
    public Repetition every(Duration period, String name, Runnable work) {
        var task = new Task(period, work, now.plus(period));
        tasks.add(task);
        return () -> tasks.remove(task);
    }
}
