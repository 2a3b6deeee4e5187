package org.hearthgate.ingest.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.ingest.internal.clock.RefusedAhead;
import org.hearthgate.ingest.internal.flow.Answers;
import org.hearthgate.ingest.internal.flow.Listeners;
import org.hearthgate.ingest.internal.flow.Stages;
import org.hearthgate.ingest.internal.flow.Submission;
import org.hearthgate.ingest.internal.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one batch: door, stages, one transaction, listeners, receipts. If the transaction fails nobody gets a receipt, and the
 * listeners hear of the readings all the same, because a disk that died must not keep a low from a parent. On the pipeline's thread.
 */
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ObservationStore store;
    private final Door door;
    private final HubClock clock;
    private final Stages stages;
    private final Listeners listeners;
    private final Answers answers;
    private final Refusals refusals;
    private final RefusedAhead ahead;
    private volatile String failure = "";

    Committer(
            ObservationStore store,
            Door door,
            HubClock clock,
            Stages stages,
            Listeners listeners,
            Answers answers,
            Refusals refusals,
            RefusedAhead ahead) {
        this.store = store;
        this.door = door;
        this.clock = clock;
        this.stages = stages;
        this.listeners = listeners;
        this.answers = answers;
        this.refusals = refusals;
        this.ahead = ahead;
    }

    /** {@return why nothing can be saved; empty when it can} */
    String failure() {
        return failure;
    }

    void commit(List<Submission> batch) {
        var judged = new ArrayList<Observation>();
        try {
            write(batch, judged);
        } catch (RuntimeException
                | LinkageError e) { // whatever the store does, the pipeline goes on and the devices are told
            if (failure.isEmpty()) {
                LOG.error("The record cannot be written; devices are told to try again: {}", e.getMessage(), e);
            }
            failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            listeners.uncommitted(judged);
            refuse(batch, new SinkBusyException("the hub cannot save now: " + failure, RETRY_AFTER, e));
        }
    }

    /** @param judged is filled with what would be committed, before it is */
    private void write(List<Submission> batch, List<Observation> judged) {
        var admitted = new ArrayList<Observation>();
        var verdicts = new ArrayList<Door.Admission>();
        var told = new ArrayList<Observation>();
        for (Submission submission : batch) {
            for (Observation observation : submission.observations()) {
                Door.Admission admission = door.admit(observation);
                verdicts.add(admission);
                admission.admitted().ifPresent(admitted::add);
                admission
                        .refused()
                        .filter(why -> why.reason() == Receipt.Reason.FROM_THE_FUTURE)
                        .flatMap(why -> ahead.refused(observation))
                        .ifPresent(told::add);
            }
        }
        if (!admitted.isEmpty()) {
            Stage.Passed passed = stages.pass(admitted, clock.now());
            judged.addAll(passed.observations());
            judged.addAll(passed.derived());
        }
        judged.addAll(told);
        List<Receipt> receipts = append(judged, admitted.size());
        if (!admitted.isEmpty()) {
            failure = ""; // before anybody is answered, so that nobody reads old news
        }
        var committed = new ArrayList<StoredObservation>(receipts.size());
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Stored stored) {
                committed.add(new StoredObservation(stored.position(), judged.get(i)));
            }
        }
        if (!committed.isEmpty()) {
            listeners.committed(committed); // before the answers: the alert is more urgent
        }
        answer(batch, verdicts, receipts);
    }

    /** @param given how many of them the devices sent; what stands behind those was derived from them */
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
            var answer = new ArrayList<Receipt>(submission.observations().size());
            for (Observation observation : submission.observations()) {
                Door.Admission admission = verdicts.get(verdict++);
                if (admission.refused().isPresent()) {
                    answer.add(admission.refused().get());
                    refusals.keep(observation, admission.refused().get());
                } else {
                    answer.add(receipts.get(receipt++));
                }
            }
            answers.give(submission.source().adapter(), answer.size(), () -> submission
                    .answer()
                    .complete(answer));
        }
    }

    /** Tells these to try again; any thread. */
    void refuse(List<Submission> batch, SinkBusyException why) {
        batch.forEach(submission -> answers.give(
                submission.source().adapter(),
                submission.observations().size(),
                () -> submission.answer().completeExceptionally(why)));
    }
}
