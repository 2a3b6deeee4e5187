package org.hearthgate.ingest.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.ingest.internal.flow.Stages;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one pipeline from every adapter into the record. Adapters queue submissions from their own threads; one thread takes what is
 * waiting, checks it at the door, commits it in one transaction, answers the receipts and tells the listeners. Whatever the number of
 * devices, there is one writer and one order.
 */
@Component(
        configurationPid = "org.hearthgate.ingest",
        name = "org.hearthgate.ingest",
        service = {ObservationSink.class, HealthProbe.class})
@Designate(ocd = IngestPipeline.Config.class)
public final class IngestPipeline implements ObservationSink, HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(IngestPipeline.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int LARGEST_SUBMISSION = 10_000;
    private static final int REFUSED_WAITING = 1_000;
    private static final long STOP_WITHIN_MILLIS = 5_000;

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
    }

    private final ObservationStore store;
    private final Door door;
    private final HubClock clock;
    private final int commitObservations;
    private final Semaphore room;
    private final int queueObservations;
    private final BlockingQueue<Submission> queue;
    private final BlockingQueue<Quarantined> refused = new ArrayBlockingQueue<>(REFUSED_WAITING);
    private final Thread thread;

    private final List<ObservationListener> listeners = new CopyOnWriteArrayList<>();
    private final Stages stages = new Stages();

    private volatile boolean running = true;
    private volatile String storeFailure = "";

    /** One call of submit: all or nothing. */
    private record Submission(List<Observation> observations, CompletableFuture<List<Receipt>> answer) {}

    @Activate
    public IngestPipeline(
            @Reference ObservationStore store,
            @Reference HubClock clock,
            @Reference Household household,
            Config config) {
        if (config.queueObservations() < LARGEST_SUBMISSION || config.commitObservations() < 1) {
            throw new IllegalArgumentException("org.hearthgate.ingest: queueObservations must be at least "
                    + LARGEST_SUBMISSION + " and commitObservations at least 1");
        }
        this.store = store;
        this.clock = clock;
        this.door = new Door(
                clock,
                household,
                Duration.ofSeconds(config.refuseAheadSeconds()),
                Duration.ofMinutes(config.lateAfterMinutes()));
        this.commitObservations = config.commitObservations();
        this.queueObservations = config.queueObservations();
        this.room = new Semaphore(queueObservations);
        this.queue = new ArrayBlockingQueue<>(queueObservations);
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
            return busy("the hub is stopping or being updated", null);
        }
        if (!room.tryAcquire(observations.size())) {
            return busy("too many observations wait for the disk", null);
        }
        var submission = new Submission(List.copyOf(observations), new CompletableFuture<>());
        if (!queue.offer(submission)) {
            room.release(observations.size());
            return busy("too many submissions wait for the disk", null);
        }
        if (!running) {
            failWaiting(); // stopped between the check and the queue: nobody would ever answer
        }
        return submission.answer;
    }

    @Override
    public void quarantine(Quarantined item) {
        if (!refused.offer(item)) {
            LOG.debug("Quarantine is full; one item from {} was not kept", item.adapter());
        }
        if (queue.isEmpty() && running) {
            queue.offer(new Submission(List.of(), new CompletableFuture<>())); // wakes the thread to write it
        }
    }

    private void run() {
        var batch = new ArrayList<Submission>();
        while (running || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // told to stop: finish what waits, then leave by the loop's condition
            }
            int size = batch.get(0).observations.size();
            for (Submission next = queue.peek();
                    next != null && size + next.observations.size() <= commitObservations;
                    next = queue.peek()) {
                batch.add(queue.remove()); // this thread alone removes, so it is the one that was looked at
                size += next.observations.size();
            }
            process(batch, size);
            batch.clear();
        }
    }

    private void process(List<Submission> batch, int size) {
        try {
            commit(batch);
        } catch (RuntimeException
                | LinkageError e) { // whatever the store does, the pipeline goes on and the devices are told
            if (storeFailure.isEmpty()) {
                LOG.error("The record cannot be written; devices are told to try again: {}", e.getMessage(), e);
            }
            storeFailure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            batch.forEach(submission -> submission.answer.completeExceptionally(
                    new SinkBusyException("the hub cannot save now: " + storeFailure, RETRY_AFTER, e)));
        } finally {
            room.release(size);
            writeQuarantine();
        }
    }

    private void commit(List<Submission> batch) {
        var admitted = new ArrayList<Observation>();
        var verdicts = new ArrayList<Door.Admission>();
        for (Submission submission : batch) {
            for (Observation observation : submission.observations) {
                Door.Admission admission = door.admit(observation);
                verdicts.add(admission);
                admission.admitted().ifPresent(admitted::add);
            }
        }
        List<Observation> judged = judge(admitted);
        List<Receipt> receipts = append(judged, admitted.size());
        if (!admitted.isEmpty()) {
            storeFailure = ""; // before anybody is answered, so that nobody reads old news
        }
        var committed = new ArrayList<StoredObservation>(receipts.size());
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Stored stored) {
                committed.add(new StoredObservation(stored.position(), judged.get(i)));
            }
        }
        if (!committed.isEmpty()) {
            tell(committed); // before the answers: an adapter that is slow to take its answer must not hold up an alert
        }
        answer(batch, verdicts, receipts);
    }

    /** {@return what was admitted, as the stages leave it, and behind it what they derive} */
    private List<Observation> judge(List<Observation> admitted) {
        if (admitted.isEmpty()) {
            return admitted;
        }
        Stage.Passed passed = stages.pass(admitted, clock.now());
        if (passed.derived().isEmpty()) {
            return passed.observations();
        }
        var judged = new ArrayList<>(passed.observations());
        judged.addAll(passed.derived());
        return judged;
    }

    private List<Receipt> append(List<Observation> judged, int given) {
        if (judged.isEmpty()) {
            return List.of();
        }
        try {
            return store.append(judged);
        } catch (StoreException e) {
            throw e; // the storage itself: trying less would not help
        } catch (RuntimeException e) {
            if (judged.size() == given) {
                throw e;
            }
            LOG.error("What the stages derived cannot be saved; the readings are saved without it", e);
            return store.append(judged.subList(0, given));
        }
    }

    private void answer(List<Submission> batch, List<Door.Admission> verdicts, List<Receipt> receipts) {
        int verdict = 0;
        int receipt = 0;
        for (Submission submission : batch) {
            var answer = new ArrayList<Receipt>(submission.observations.size());
            for (Observation observation : submission.observations) {
                Door.Admission admission = verdicts.get(verdict++);
                if (admission.refused().isPresent()) {
                    answer.add(admission.refused().get());
                    keep(observation, admission.refused().get());
                } else {
                    answer.add(receipts.get(receipt++));
                }
            }
            submission.answer.complete(answer);
        }
    }

    private void keep(Observation observation, Receipt.Refused refusal) {
        RawForm raw = observation
                .origin()
                .provenance()
                .raw()
                .orElseGet(() -> RawForm.ofText("text/plain", observation.toString()));
        boolean kept = refused.offer(new Quarantined(
                clock.now(),
                observation.origin().provenance().adapter(),
                observation.device().value(),
                Optional.of(observation.person()),
                refusal.message(),
                raw));
        if (!kept) {
            LOG.debug("Quarantine is full; one observation was not kept");
        }
    }

    private void tell(List<StoredObservation> committed) {
        List<StoredObservation> unmodifiable = List.copyOf(committed);
        for (ObservationListener listener : listeners) {
            try {
                listener.committed(unmodifiable);
            } catch (RuntimeException
                    | LinkageError e) { // one broken, or just unloaded, listener must not silence the others
                LOG.error(
                        "{} failed after a commit; the record is complete",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    private void writeQuarantine() {
        if (refused.isEmpty()) {
            return;
        }
        var items = new ArrayList<Quarantined>();
        refused.drainTo(items);
        try {
            store.quarantine(items);
        } catch (RuntimeException e) { // best effort by contract
            LOG.warn("{} refused items could not be kept: {}", items.size(), e.getMessage());
        }
    }

    private void failWaiting() {
        for (Submission left = queue.poll(); left != null; left = queue.poll()) {
            room.release(left.observations.size());
            left.answer.completeExceptionally(
                    new SinkBusyException("the hub is stopping or being updated", RETRY_AFTER, null));
        }
    }

    private static CompletableFuture<List<Receipt>> busy(String why, Throwable cause) {
        return CompletableFuture.failedFuture(new SinkBusyException(why, RETRY_AFTER, cause));
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
        if (!storeFailure.isEmpty()) {
            return Health.failed("Readings cannot be saved: " + storeFailure);
        }
        Optional<String> complaint = stages.complaint();
        if (complaint.isPresent()) {
            return Health.warn("Readings are saved as they come, but " + complaint.get());
        }
        int waiting = queueObservations - room.availablePermits();
        return waiting > queueObservations / 2
                ? Health.warn(waiting + " observations wait for the disk; it may be slow or failing")
                : Health.ok("Readings are saved as they come");
    }
}
