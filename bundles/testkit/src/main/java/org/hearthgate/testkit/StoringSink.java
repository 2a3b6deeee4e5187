package org.hearthgate.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;

/** A sink that commits at once into a record, judging nothing, or fails as it is told. Safe on every thread. */
public final class StoringSink implements ObservationSink {
    private final ObservationStore store;
    private final List<List<Observation>> submissions = new ArrayList<>();
    private final List<Quarantined> refused = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean late;

    public StoringSink(ObservationStore store) {
        this.store = store;
    }

    /** From now on fails every submission with this. */
    public synchronized void failingWith(RuntimeException exception) {
        failure = Optional.of(exception);
    }

    /** Takes everything again. */
    public synchronized void working() {
        failure = Optional.empty();
    }

    /** From now on commits at once and answers only when it is told to. */
    public synchronized void answeringLate() {
        late = true;
    }

    /** Gives the answers that wait. */
    public synchronized void answers() {
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    @Override
    public synchronized CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        submissions.add(List.copyOf(observations));
        if (late && failure.isEmpty()) {
            var answer = new CompletableFuture<List<Receipt>>();
            List<Receipt> receipts = store.append(observations);
            waiting.add(() -> answer.complete(receipts));
            return answer;
        }
        return failure.<CompletableFuture<List<Receipt>>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(store.append(observations)));
    }

    @Override
    public synchronized void quarantine(Quarantined item) {
        refused.add(item);
    }

    /** {@return every submission, failed ones too, in order} */
    public synchronized List<List<Observation>> submissions() {
        return List.copyOf(submissions);
    }

    public synchronized List<Quarantined> quarantined() {
        return List.copyOf(refused);
    }
}
