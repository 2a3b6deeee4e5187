package org.hearthgate.store.sqlite.internal.years;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.store.sqlite.internal.SqliteRecord;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code store-years}: looks the record over from time to time and folds the log into the file. Off the road from a reading to
 * an alert: it yields to every writer, and without it nothing is lost, the file only grows.
 */
@Component(service = HealthProbe.class, name = Retention.PID, configurationPid = Retention.PID, immediate = true)
@Designate(ocd = YearsConfig.class)
public final class YearsOfData implements HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(YearsOfData.class);
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long LOOK_AT_LOG_SECONDS = 60;
    /** After the start others have more urgent things to do. */
    private static final long FIRST_PASS_SECONDS = 600;

    private static final long YIELD_MILLIS = 50;

    private final SqliteRecord record;
    private final HubClock clock;
    private final Retention retention;
    private final long passEverySeconds;
    private final LogFolding log;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<Instant> lastPass = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Space.Size size;

    @Activate
    public YearsOfData(@Reference SqliteRecord record, @Reference HubClock clock, YearsConfig config) {
        this.record = record;
        this.clock = clock;
        retention = new Retention(config);
        passEverySeconds = TimeUnit.MINUTES.toSeconds(Math.max(1, config.everyMinutes()));
        log = new LogFolding(record);
        size = Space.size(record);
        thread = new Thread(this::work, "store-years");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void work() {
        long sincePass = passEverySeconds - FIRST_PASS_SECONDS;
        while (!closed(TimeUnit.SECONDS.toMillis(LOOK_AT_LOG_SECONDS))) {
            sincePass += LOOK_AT_LOG_SECONDS;
            try {
                log.foldIfDue();
                if (!clock.trusted() || record.timesAreWrong()) { // how old a row is shows some minutes after that
                    sincePass = Math.min(sincePass, passEverySeconds - FIRST_PASS_SECONDS);
                } else if (sincePass >= passEverySeconds) {
                    sincePass = 0;
                    pass(clock.now());
                }
            } catch (RuntimeException e) { // the edge of a thread: whatever it is, the next pass looks again
                LOG.debug("A pass over the record ended early", e);
                if (trouble.isEmpty()) {
                    LOG.warn("The record cannot be looked over, the next pass tries again: {}", e.getMessage());
                }
                trouble = Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Does all there is to do at this time, step by step; between two steps others write. */
    void pass(Instant now) {
        for (Sweep sweep : Pass.sweeps(record, retention, now)) {
            Sweep.Step step = sweep.step();
            while (step != Sweep.Step.DONE) {
                if (closed(step == Sweep.Step.BUSY ? YIELD_MILLIS : 1)) {
                    return;
                }
                step = sweep.step();
            }
        }
        size = Space.size(record);
        lastPass = Optional.of(now);
        trouble = Optional.empty();
    }

    private boolean closed(long waitMillis) {
        try {
            return closing.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public String name() {
        return "years";
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        Space.Size last = size;
        String room = last.file() / MEBIBYTE + " of " + retention.budgetOctets() / MEBIBYTE + " MiB";
        if (trouble.isPresent()) {
            return Health.warn("the record could not be looked over: " + trouble.get());
        }
        if (last.over(retention.budgetOctets())) {
            return Health.warn("the record is over its budget (" + room
                    + ") and all that may go is gone; raise budgetMebibytes of " + Retention.PID
                    + " or put the record on a larger disk. Glucose, doses and alerts are never dropped to save space");
        }
        return Health.ok("the record takes " + room + "; it was last looked over "
                + lastPass.map(Instant::toString).orElse("before the hub's last start"));
    }

    @Deactivate
    void close() {
        closing.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
