package org.hearthgate.forecast.tribuo.internal.nightly;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.serve.Minutes;
import org.hearthgate.forecast.tribuo.internal.serve.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns on a thread that everything else goes before: each person's model once a night, and how sure to be whenever somebody has changed.
 * Stops within a tree while anybody's alarm is on, at the end of the night, and when the night's share of the machine is used up.
 */
public final class Learning {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
    private static final int MOST_WAITING = 64;
    private static final int FEATURES_REACH_DAYS = 15;
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Record record;
    private final Supplier<ZonedDateTime> now;
    private final BooleanSupplier alarm;
    private final Plan plan;
    private final ModelShelf shelf;
    private final BlockingQueue<Runnable> jobs = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(this::run, "hearthgate-forecast-learning");
    private final Map<PersonId, LocalDate> learnedOn = new HashMap<>();
    private LocalDate night = LocalDate.MIN;
    private long usedNanos;
    private volatile boolean isOpen = true;
    private volatile boolean isTickQueued;
    private volatile String trouble = "";

    /**
     * What may be learned, and when.
     *
     * @param mostCpu a night, for all people together
     * @param leastDays with fewer a person is not learned from yet
     * @param nightly whether it learns at night at all
     */
    public record Plan(Night night, Duration mostCpu, int leastDays, boolean nightly) {}

    /**
     * @param now on the clock on the wall; empty while nobody knows the time
     * @param alarm whether anybody's alarm is on
     * @param shelf null where nothing is kept
     */
    public Learning(Record record, Supplier<ZonedDateTime> now, BooleanSupplier alarm, Plan plan, ModelShelf shelf) {
        this.record = record;
        this.now = now;
        this.alarm = alarm;
        this.plan = plan;
        this.shelf = shelf;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    public void start() {
        thread.start();
    }

    /** {@return what people should know of it; empty when all is well} */
    public String trouble() {
        return trouble;
    }

    /** Called now and then by a timer: hands over and returns. @param people gives those who live here, on the learning thread */
    public void tick(Peoples peoples, Supplier<List<Standing>> people) {
        if (!isTickQueued) {
            isTickQueued = jobs.offer(() -> {
                isTickQueued = false;
                if (shelf != null) {
                    people.get().forEach(this::wrapAnew);
                }
                if (plan.nightly() && mayLearn()) {
                    learn(peoples, people.get());
                }
            });
        }
    }

    /** Another voice speaks for this person: how sure it may be is found anew, without waiting for the night. */
    public void recalibrate(Peoples peoples, Standing person) {
        if (!jobs.offer(() -> calibrate(peoples, person))) {
            LOG.warn("Too much waits to be learned; a forecast stays as sure as it was until the night");
        }
    }

    /** {@return whether it is night, and nothing is in the way} */
    private boolean mayLearn() {
        return isOpen && plan.night().isOn(now.get()) && !alarm.getAsBoolean();
    }

    private void run() {
        try {
            while (isOpen) {
                quietly(jobs.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("Learning ends");
        }
    }

    private void quietly(Runnable job) {
        try {
            job.run();
        } catch (CancellationException e) {
            LOG.info("Learning was put off: {}", e.getMessage());
        } catch (RuntimeException
                | Error e) { // whatever fails here must not end the thread; out of memory ends the process
            trouble = "Learning failed: " + e;
            LOG.error("Learning failed and is tried again", e);
        }
    }

    /** One night's learning, as far as it comes. On the learning thread; a test calls it on its own. */
    void learn(Peoples peoples, List<Standing> people) {
        LocalDate today = plan.night().day(now.get());
        if (!today.equals(night)) {
            night = today;
            usedNanos = 0;
            tidy(people);
        }
        for (Standing person : people) {
            if (!today.equals(learnedOn.get(person.person()))
                    && mayLearn()
                    && usedNanos < plan.mostCpu().toNanos()) {
                long begun = cpuNanos();
                long before = usedNanos;
                Work work = Work.quietly(() -> {
                    usedNanos = before + cpuNanos() - begun;
                    return !mayLearn() || usedNanos >= plan.mostCpu().toNanos();
                });
                try {
                    learn(peoples, person, work);
                    learnedOn.put(person.person(), today);
                } finally {
                    usedNanos = before + cpuNanos() - begun;
                }
            }
        }
    }

    private void learn(Peoples peoples, Standing person, Work work) {
        ZonedDateTime moment = now.get();
        History history = record.past(person.person(), moment.toInstant(), Lesson.MOST_DAYS)
                .history();
        int minute = Minutes.of(moment.toInstant());
        if (Lesson.days(history, minute) < Math.max(plan.leastDays(), Lesson.JUDGED_DAYS)) {
            LOG.debug("{} has too few days to learn from", person.person());
            return;
        }
        int ahead = Minutes.clockAhead(moment.getZone(), moment.toInstant());
        var lesson = new Lesson(peoples.bins(), peoples.prior(), work);
        LocalDate today = moment.toLocalDate();
        Optional<Kept> learned = lesson.learn(history, person.kept(), minute, ahead, today);
        Kept kept = learned.or(person::kept)
                .orElseGet(() -> new Kept(peoples.nothing(), peoples.nothing(), today, Optional.empty()))
                .with(lesson.simple(history, minute, ahead, today)
                        .or(() -> person.kept().flatMap(Kept::simple)));
        person.keep(kept);
        keep(person.person(), kept);
        LOG.debug("{}: {}", person.person(), learned.isPresent() ? "a new model speaks" : "the model stays");
        if (person.isSetAside()) {
            calibrate(peoples, person);
        }
    }

    private void calibrate(Peoples peoples, Standing person) {
        ZonedDateTime moment = now.get();
        int days = Lesson.CALIBRATED_DAYS + FEATURES_REACH_DAYS;
        History history = record.past(person.person(), moment.toInstant(), days).history();
        Standing.Speaker speaker = person.speaker();
        PersonModel fitted = new Lesson(peoples.bins(), peoples.prior(), Work.quietly(() -> !isOpen))
                .recalibrated(
                        speaker,
                        history,
                        Minutes.of(moment.toInstant()),
                        Minutes.clockAhead(moment.getZone(), moment.toInstant()));
        person.calibrated(speaker.voice(), fitted);
    }

    private void keep(PersonId person, Kept kept) {
        if (shelf == null) {
            return;
        }
        try {
            shelf.write(person, kept);
            trouble = "";
        } catch (IOException | KeyException e) {
            trouble = "What was learned cannot be kept, and is learned anew after a restart: " + e.getMessage();
            LOG.warn("{}", trouble);
        }
    }

    /** Whoever has left takes along what was learned of them; a home without anybody is one whose settings are just being read. */
    private void tidy(List<Standing> people) {
        try {
            if (shelf != null && !people.isEmpty()) {
                shelf.keepOnly(people.stream().map(Standing::person).collect(Collectors.toSet()));
            }
        } catch (IOException e) {
            trouble = "What was learned of people who have left could not be removed: " + e;
            LOG.warn("{}", trouble);
        }
    }

    private void wrapAnew(Standing person) {
        try {
            if (person.kept().isPresent() && shelf.isUnderOldKey(person.person())) {
                keep(person.person(), person.kept().orElseThrow());
            }
        } catch (IOException | KeyException e) {
            LOG.debug("A model stays under its key", e);
        }
    }

    private static long cpuNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Ends its thread, within 5 s. */
    public void close() throws InterruptedException {
        isOpen = false;
        thread.interrupt();
        thread.join(STOPS_WITHIN.toMillis());
    }
}
