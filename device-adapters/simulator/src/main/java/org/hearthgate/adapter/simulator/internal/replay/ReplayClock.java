package org.hearthgate.adapter.simulator.internal.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's clock during a replay: stands at the first row's time until the replay moves it. Outranks every other clock, because a hub
 * that mixed two times would prove nothing. Repetitions run on the thread that moves it, in order of their due times, each seeing exactly
 * its due time as now: the same moves always give the same history.
 */
@Component(
        name = ReplayConfig.PID + ".clock",
        configurationPid = ReplayConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {HubClock.class, ReplayClock.class},
        property = "service.ranking:Integer=1000",
        immediate = true)
public final class ReplayClock implements HubClock {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayClock.class);

    private final List<Task> tasks = new ArrayList<>();
    private Instant now;

    /** Reads the file as far as its first good row. A file without one is told by the outcome; the clock then stands at 1970. */
    @Activate
    public ReplayClock(@Reference ReplayOutcome outcome, ReplayConfig config) {
        now = firstTime(outcome, config);
    }

    private static Instant firstTime(ReplayOutcome outcome, ReplayConfig config) {
        try (PersonCsv csv = PersonCsv.open(Path.of(config.file()), ZoneId.of(config.zone()), RefusedRows.untold())) {
            return csv.next()
                    .orElseThrow(() -> new IllegalArgumentException(config.file()
                            + " has no row that can be replayed; see the layout in the simulator's README"))
                    .at();
        } catch (IOException e) {
            outcome.badData("Cannot read " + config.file() + ": " + e + "; check the path and its permissions");
        } catch (java.time.DateTimeException e) {
            outcome.badData("Time zone '" + config.zone() + "' is unknown; use a name like Europe/Berlin");
        } catch (IllegalArgumentException e) {
            outcome.badData(e.getMessage());
        }
        return Instant.EPOCH;
    }

    /** Moves on, running on this thread whatever falls due on the way; an instant that has passed moves nothing. */
    void advanceTo(Instant target) {
        for (Optional<Task> due = takeDue(target); due.isPresent(); due = takeDue(target)) {
            due.get().run();
        }
        synchronized (this) {
            now = target.isAfter(now) ? target : now;
        }
    }

    private synchronized Optional<Task> takeDue(Instant target) {
        Optional<Task> due = tasks.stream()
                .filter(task -> !task.dueAt.isAfter(target))
                .min(Comparator.comparing((Task task) -> task.dueAt));
        due.ifPresent(task -> {
            now = task.dueAt;
            task.dueAt = task.dueAt.plus(task.period);
        });
        return due;
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
    public synchronized Repetition every(Duration period, String name, Runnable work) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("period must be above zero, was " + period);
        }
        var task = new Task(period, name, work, now.plus(period));
        tasks.add(task);
        return () -> remove(task);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    private static final class Task {
        private final Duration period;
        private final String name;
        private final Runnable work;
        private Instant dueAt;

        private Task(Duration period, String name, Runnable work, Instant dueAt) {
            this.period = period;
            this.name = name;
            this.work = work;
            this.dueAt = dueAt;
        }

        private void run() {
            try {
                work.run();
            } catch (RuntimeException e) { // as on the real clock: a task that throws runs again the next time
                LOG.error("Repetition {} failed; it runs again", name, e);
            }
        }
    }
}
