package org.hearthgate.store.sqlite.internal.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and verifies backups when they are due, on the thread {@code store-backup} of lowest priority, and says how they are. It goes by
 * the machine's clock for its rhythm: a replay at full speed needs no more backups.
 */
@Component(name = Backups.PID + ".schedule", configurationPid = Backups.PID, immediate = true)
public final class BackupSchedule implements HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);
    private static final int FIRST_MINUTES = 2;
    private static final int EVERY_MINUTES = 10;

    private final Backups backups;
    private final Map<Path, String> failing = new ConcurrentHashMap<>();
    private final Map<Path, String> problems = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var worker = new Thread(task, "store-backup");
        worker.setDaemon(true);
        worker.setPriority(Thread.MIN_PRIORITY);
        return worker;
    });

    @Activate
    public BackupSchedule(@Reference Backups backups) {
        this.backups = backups;
        thread.scheduleWithFixedDelay(this::round, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    @Deactivate
    void close() {
        thread.shutdown(); // a piece in progress ends by itself; ended in the middle it would only be made again
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void round() {
        try {
            if (backups.dueForALook()) {
                backups.lookToTheEnd();
            }
            backups.targets().forEach(this::round);
        } catch (RuntimeException e) { // the edge of a thread: the next round tries again
            LOG.warn("The round of backups ended early: {}", e.getMessage(), e);
        }
    }

    private void round(Path target) {
        try {
            if (backups.dueForBackup(target)) {
                BackupRun.Done done = backups.backUp(target, false);
                done.told().forEach(told -> LOG.warn("{}", told));
                LOG.debug("{} observations were backed up to {}", done.rows(), target);
            }
            if (backups.dueForVerification(target)) {
                verified(target, backups.verify(target).problems());
            }
            if (failing.remove(target) != null) {
                LOG.info("Backups to {} work again", target);
            }
        } catch (BackupException e) {
            if (failing.put(target, e.getMessage()) == null) {
                LOG.warn("{}", e.getMessage());
            }
        }
    }

    private void verified(Path target, List<String> found) {
        if (found.isEmpty()) {
            problems.remove(target);
        } else {
            problems.put(target, "the backup in " + target + " is not whole: " + String.join("; ", found));
            LOG.warn("{}", problems.get(target));
        }
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        List<String> worries = backups.worries();
        if (!worries.isEmpty()) {
            return Health.warn(worries.get(0));
        }
        if (!problems.isEmpty()) {
            return Health.warn(problems.values().iterator().next());
        }
        return Health.ok(backups.notes().stream()
                .flatMap(note -> note.madeAt().map(at -> at + " to " + note.folder()).stream())
                .reduce((one, other) -> one + ", " + other)
                .map(made -> "the last backups: " + made)
                .orElse("the first backup is made within minutes of the start"));
    }
}
