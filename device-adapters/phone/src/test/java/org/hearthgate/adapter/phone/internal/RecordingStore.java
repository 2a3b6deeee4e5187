package org.hearthgate.adapter.phone.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.InMemoryObservationStore;

/** A sink straight into an in-memory record; remembers what was submitted in which order, and can be told to be busy. */
final class RecordingStore implements ObservationSink {
    final InMemoryObservationStore store = new InMemoryObservationStore();
    private final List<List<Observation>> submissions = new ArrayList<>();
    private RuntimeException failure;

    synchronized void failingWith(RuntimeException exception) {
        failure = exception;
    }

    @Override
    public synchronized CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        submissions.add(observations);
        return failure == null
                ? CompletableFuture.completedFuture(store.append(observations))
                : CompletableFuture.failedFuture(failure);
    }

    @Override
    public void quarantine(Quarantined refused) {
        store.quarantine(List.of(refused));
    }

    synchronized List<List<Observation>> submissions() {
        return List.copyOf(submissions);
    }

    List<Observation> kept() {
        var all = new ArrayList<Observation>();
        try (var cursor = store.cursor("test")) {
            cursor.next(10_000).forEach(stored -> all.add(stored.observation()));
        }
        return all;
    }
}
