package org.hearthgate.ingest.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.ingest.internal.clock.RefusedAhead;
import org.hearthgate.ingest.internal.flow.Answers;
import org.hearthgate.ingest.internal.flow.FairQueue;
import org.hearthgate.ingest.internal.flow.Listeners;
import org.hearthgate.ingest.internal.flow.Stages;
import org.hearthgate.ingest.internal.flow.Submission;
import org.hearthgate.ingest.internal.flow.Throttle;
import org.hearthgate.ingest.internal.stage.Stage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The one pipeline from every adapter into the record. Adapters queue submissions from their own threads, each device in a line of its own;
 * one thread takes from every line in turn and commits in one transaction. Whatever the number of devices, there is one writer and one
 * order; whatever a device, a listener or an adapter does, the others do not wait for it.
 */
@Component(
        configurationPid = "org.hearthgate.ingest",
        name = "org.hearthgate.ingest",
        service = {ObservationSink.class, HealthProbe.class})
@Designate(ocd = IngestPipeline.Config.class)
public final class IngestPipeline implements ObservationSink, HealthProbe {
    private static final int LARGEST_SUBMISSION = 10_000;
    private static final long STOP_WITHIN_MILLIS = 5_000;
    private static final long HAND_OVER_WITHIN_NANOS = 1_000_000_000L;

    /** What may wait, and what is believed at the door. */
    @ObjectClassDefinition(name = "Ingest", description = "Checks at the door and the one pipeline into the record")
    public @interface Config {
        @AttributeDefinition(
                name = "Queue (observations)",
                description = "More than this waiting for the disk: devices are told to try again",
                min = "1000")
        int queueObservations() default 20_000;

        @AttributeDefinition(name = "Largest commit (observations)", min = "1")
        int commitObservations() default 1_000;

        @AttributeDefinition(
                name = "Future refused (seconds)",
                description =
                        "A reading further ahead of the hub's clock is refused; from 60 s on it is kept with a doubt",
                min = "60")
        int refuseAheadSeconds() default 600;

        @AttributeDefinition(
                name = "Late (minutes)",
                description = "A reading older than this when it arrives is part of the record but wakes nobody",
                min = "11")
        int lateAfterMinutes() default 15;

        @AttributeDefinition(
                name = "Pace of one device (observations per second)",
                description = "A device that sends more for long is told to wait, and named",
                min = "1")
        int devicePerSecond() default 100;

        @AttributeDefinition(
                name = "Burst of one device (observations)",
                description = "What one device may send at once after a silence: a back-fill of weeks",
                min = "10000")
        int deviceBurst() default 100_000;
    }

    private final HubClock clock;
    private final int commitObservations;
    private final int queueObservations;
    private final Throttle throttle;
    private final FairQueue queue;
    private final Stages stages = new Stages();
    private final Listeners listeners = new Listeners();
    private final Answers answers = new Answers();
    private final Refusals refusals;
    private final RefusedAhead ahead;
    private final Committer committer;
    private final Thread thread;
    private volatile boolean running = true;

    @Activate
    public IngestPipeline(
            @Reference(name = "store") ObservationStore store,
            @Reference HubClock clock,
            @Reference Household household,
            Config config) {
        if (config.queueObservations() < LARGEST_SUBMISSION || config.commitObservations() < 1) {
            throw new IllegalArgumentException("org.hearthgate.ingest: queueObservations must be at least "
                    + LARGEST_SUBMISSION + " and commitObservations at least 1");
        }
        if (config.devicePerSecond() < 1 || config.deviceBurst() < LARGEST_SUBMISSION) {
            throw new IllegalArgumentException("org.hearthgate.ingest: devicePerSecond must be at least 1 and"
                    + " deviceBurst at least " + LARGEST_SUBMISSION + ", the largest submission");
        }
        this.clock = clock;
        this.commitObservations = config.commitObservations();
        this.queueObservations = config.queueObservations();
        this.throttle = new Throttle(config.devicePerSecond(), config.deviceBurst());
        this.queue = new FairQueue(queueObservations, Math.max(LARGEST_SUBMISSION, queueObservations / 2));
        this.refusals = new Refusals(store, clock);
        this.ahead = new RefusedAhead(clock);
        var door = new Door(
                clock,
                household,
                Duration.ofSeconds(config.refuseAheadSeconds()),
                Duration.ofMinutes(config.lateAfterMinutes()));
        this.committer = new Committer(store, door, clock, stages, listeners, answers, refusals, ahead);
        this.thread = new Thread(this::run, "hearthgate-ingest");
        thread.setDaemon(true);
        thread.start();
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addListener(ObservationListener listener) {
        listeners.add(listener);
    }

    void removeListener(ObservationListener listener) {
        listeners.remove(listener);
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addStage(Stage stage) {
        stages.add(stage);
    }

    void removeStage(Stage stage) {
        stages.remove(stage);
    }

    /** Answers what is still waiting, then ends; what cannot be committed in time is told to try again. */
    @Deactivate
    void close() throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(STOP_WITHIN_MILLIS);
        failWaiting();
        long until = System.nanoTime() + HAND_OVER_WITHIN_NANOS;
        listeners.close(until);
        answers.close(until);
    }

    @Override
    public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        if (observations.size() > LARGEST_SUBMISSION) {
            throw new IllegalArgumentException("at most " + LARGEST_SUBMISSION + " observations at once, were "
                    + observations.size() + ": send them in parts");
        }
        if (observations.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (!running) {
            return busy("the hub is stopping or being updated", Committer.RETRY_AFTER);
        }
        Submission submission = Submission.of(observations);
        String adapter = submission.source().adapter();
        if (answers.isBehind(adapter)) {
            return busy("adapter " + adapter + " does not take its answers", Committer.RETRY_AFTER);
        }
        Optional<Throttle.TooMuch> tooMuch = throttle.admit(submission.observations(), clock.now());
        if (tooMuch.isPresent()) {
            return busy(
                    "device " + tooMuch.get().source().device() + " sends more than one device may",
                    tooMuch.get().retryAfter());
        }
        FairQueue.Offer offer = queue.offer(submission);
        if (offer != FairQueue.Offer.TAKEN) {
            throttle.giveBack(submission.observations());
            return busy(
                    offer == FairQueue.Offer.FULL
                            ? "too many observations wait for the disk"
                            : "too much of device " + submission.source().device() + " waits for the disk",
                    Committer.RETRY_AFTER);
        }
        if (!running) {
            failWaiting(); // stopped between the check and the queue: nobody would ever answer
        }
        return submission.answer();
    }

    @Override
    public void quarantine(Quarantined item) {
        refusals.keep(item);
        queue.nudge();
    }

    private void run() {
        while (running || queue.waiting() > 0) {
            try {
                committer.commit(queue.take(commitObservations));
                refusals.write();
            } catch (InterruptedException e) {
                continue; // told to stop: finish what waits, then leave by the loop's condition
            }
        }
    }

    private void failWaiting() {
        committer.refuse(
                queue.drain(),
                new SinkBusyException("the hub is stopping or being updated", Committer.RETRY_AFTER, null));
    }

    private static CompletableFuture<List<Receipt>> busy(String why, Duration retryAfter) {
        return CompletableFuture.failedFuture(new SinkBusyException(why, retryAfter, null));
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public boolean onAlarmPath() {
        return true;
    }

    @Override
    public Health check() {
        if (!thread.isAlive()) {
            return Health.failed("The pipeline has stopped; restart the hub");
        }
        if (!committer.failure().isEmpty()) {
            return Health.failed("Readings cannot be saved: " + committer.failure());
        }
        int waiting = queue.waiting();
        String complaints = Stream.of(
                        throttle.complaint(clock.now()),
                        listeners.complaint(),
                        answers.complaint(),
                        stages.complaint(),
                        ahead.complaint(),
                        waiting > queueObservations / 2
                                ? Optional.of(waiting + " observations wait for the disk; it may be slow or failing")
                                : Optional.<String>empty())
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return complaints.isEmpty() ? Health.ok("Readings are saved as they come") : Health.warn(complaints);
    }
}
