package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptListener;
import org.hearthgate.api.notify.SelfTest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drills the road to an alarm: every day at the home's hour, silently after each start, again some minutes after a failure, and whenever
 * somebody asks. One drill at a time, on one thread of its own.
 */
@Component(
        configurationPid = DailyDrill.PID,
        name = DailyDrill.PID,
        immediate = true,
        service = {DailyDrill.class, SelfTest.class, AlertListener.class, CallListener.class, ReceiptListener.class})
@Designate(ocd = DailyDrill.Config.class)
public final class DailyDrill implements SelfTest, AlertListener, CallListener, ReceiptListener, DrillParts {
    static final String PID = "org.hearthgate.watchdog.self-test";

    private static final Logger LOG = LoggerFactory.getLogger(DailyDrill.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
    private static final Duration STAGE_PATIENCE = Duration.ofSeconds(20);
    private static final Duration CHANNEL_PATIENCE = Duration.ofSeconds(75);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);
    private static final int MOST_REPETITIONS = 3;

    /** When the road is drilled, and how loudly. */
    @ObjectClassDefinition(name = "Self-test", description = "The daily test of the whole way of an alarm")
    public @interface Config {
        @AttributeDefinition(
                name = "Daily at (local time)",
                description = "Like 17:00, when somebody is awake to hear it; empty: no daily test")
        String dailyAt() default "17:00";

        @AttributeDefinition(
                name = "Silent",
                description = "The daily test makes no noise: it then proves less, for nobody hears the loudspeaker")
        boolean silent() default false;

        @AttributeDefinition(
                name = "After the start (seconds)",
                description = "A silent test so long after each start; 30 to 3600, or 0 for none",
                min = "0",
                max = "3600")
        int afterStartSeconds() default 120;

        @AttributeDefinition(
                name = "Directory",
                description = "Where the newest results are kept; empty: they do not outlive the hub")
        String directory() default "";
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile ObservationSink sinkOrNull;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile AlertBoard boardOrNull;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile AlertJournal journalOrNull;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile Channels channelsOrNull;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile Duty dutyOrNull;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile Watchdog watchdogOrNull;

    private final Household household;
    private final HubClock clock;
    private final boolean silent;
    private final DrillTime daily;
    private final DrillBook book;
    private final DrillWitness witness = new DrillWitness();
    private final ExecutorService worker;
    private final HubClock.Repetition timer;
    private Optional<Duration> startDrillAt;
    private CompletableFuture<Result> running = CompletableFuture.completedFuture(null);
    private volatile Optional<Result> ofThisRun = Optional.empty();
    private volatile int failuresInARow;
    private volatile Duration endedAt;

    @Activate
    public DailyDrill(@Reference Household household, @Reference HubClock clock, Config config) {
        boolean afterStart = config.afterStartSeconds() != 0;
        if (afterStart && (config.afterStartSeconds() < 30 || config.afterStartSeconds() > 3600)) {
            throw new IllegalArgumentException(
                    PID + ": afterStartSeconds must be 30 to 3600, or 0 for none, was " + config.afterStartSeconds());
        }
        this.household = household;
        this.clock = clock;
        this.silent = config.silent();
        this.daily = new DrillTime(config.dailyAt());
        this.book = new DrillBook(config.directory());
        this.endedAt = clock.elapsed();
        this.startDrillAt =
                afterStart ? Optional.of(endedAt.plusSeconds(config.afterStartSeconds())) : Optional.empty();
        this.worker = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "hearthgate-self-test");
            thread.setDaemon(true);
            return thread;
        });
        this.timer = clock.every(LOOK_EVERY, "hearthgate-self-test-timer", this::look);
    }

    @Deactivate
    void close() {
        timer.close();
        worker.shutdownNow();
    }

    private void look() {
        Duration now = clock.elapsed();
        boolean isHour = daily.isDue(clock.now().atZone(household.zone()).toLocalDateTime(), now);
        if (isHour) {
            start("daily", silent);
        } else if (startDrillAt.filter(at -> now.compareTo(at) >= 0).isPresent()) {
            startDrillAt = Optional.empty();
            start("start", true);
        } else if (failuresInARow > 0
                && failuresInARow <= MOST_REPETITIONS
                && now.minus(endedAt).compareTo(AGAIN_AFTER) >= 0) {
            start("repetition", true);
        }
    }

    @Override
    public Optional<Result> latest() {
        return book.latest();
    }

    /** {@return the newest result since the hub was started} */
    Optional<Result> ofThisRun() {
        return ofThisRun;
    }

    @Override
    public CompletableFuture<Result> run(String by) {
        return start(by, silent);
    }

    private synchronized CompletableFuture<Result> start(String by, boolean quietly) {
        if (!running.isDone()) {
            return running.copy();
        }
        var result = new CompletableFuture<Result>();
        running = result;
        try {
            worker.execute(() -> drill(by, quietly, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new RejectedExecutionException("the hub is stopping", e));
        }
        return result.copy();
    }

    private void drill(String by, boolean quietly, CompletableFuture<Result> told) {
        try {
            Result result = new Drill(this, witness, STAGE_PATIENCE, CHANNEL_PATIENCE, quietly).run(by);
            book.add(result);
            ofThisRun = Optional.of(result);
            failuresInARow = result.passed() ? 0 : failuresInARow + 1;
            endedAt = clock.elapsed();
            if (result.passed()) {
                LOG.info("The self-test passed all {} stages", result.stages().size());
            } else {
                LOG.error("The self-test failed: {}", whatFailed(result));
            }
            told.complete(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            told.completeExceptionally(new RejectedExecutionException("the hub is stopping", e));
        } catch (RuntimeException | LinkageError e) { // a part that is just going
            LOG.error("The self-test met an error", e);
            told.completeExceptionally(e);
        }
    }

    /** {@return the stages that failed, in words} */
    static String whatFailed(Result result) {
        return result.stages().stream()
                .filter(stage -> !stage.passed())
                .map(stage -> stage.name() + " (" + stage.detail() + ")")
                .collect(Collectors.joining("; "));
    }

    // ---- what is seen of a drill; other rooms' threads

    @Override
    public void changed(Alert alert) {
        witness.alert(alert);
    }

    @Override
    public void call(Call call) {
        witness.call(call);
    }

    @Override
    public void quiet(Alert alert) {
        // a drill is over by itself
    }

    @Override
    public void noted(Receipt receipt) {
        witness.receipt(receipt);
    }

    // ---- what a drill meets

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public List<Person> people() {
        return household.people();
    }

    @Override
    public Optional<ObservationSink> sink() {
        return Optional.ofNullable(sinkOrNull);
    }

    @Override
    public Optional<AlertBoard> board() {
        return Optional.ofNullable(boardOrNull);
    }

    @Override
    public Optional<AlertJournal> journal() {
        return Optional.ofNullable(journalOrNull);
    }

    @Override
    public Optional<Channels> channels() {
        return Optional.ofNullable(channelsOrNull);
    }

    @Override
    public List<Carer> carers() {
        Duty duty = dutyOrNull;
        return duty == null ? List.of() : duty.carers();
    }

    @Override
    public Optional<Voice> voice() {
        return Optional.ofNullable(watchdogOrNull).map(Watchdog::voice);
    }
}
