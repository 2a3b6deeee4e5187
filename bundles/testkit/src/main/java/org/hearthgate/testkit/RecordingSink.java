package org.hearthgate.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;

/** A sink that keeps everything in memory and answers "stored", or what it was told to answer. Safe on every thread. */
public final class RecordingSink implements ObservationSink {
    private final List<Observation> taken = new ArrayList<>();
    private final List<Quarantined> refused = new ArrayList<>();
    private RuntimeException failure;
    private Receipt answer;
    private boolean silent;

    /** From now on fails every submission with this. */
    public synchronized RecordingSink failingWith(RuntimeException exception) {
        failure = exception;
        return this;
    }

    /** From now on gives this receipt for every observation. */
    public synchronized RecordingSink answering(Receipt receipt) {
        answer = receipt;
        return this;
    }

    /** From now on never completes: the commit hangs. */
    public synchronized RecordingSink neverAnswering() {
        silent = true;
        return this;
    }

    @Override
    public synchronized CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        if (silent) {
            return new CompletableFuture<>();
        }
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        var receipts = new ArrayList<Receipt>();
        for (Observation observation : observations) {
            taken.add(observation);
            receipts.add(answer == null ? new Receipt.Stored(taken.size()) : answer);
        }
        return CompletableFuture.completedFuture(receipts);
    }

    @Override
    public synchronized void quarantine(Quarantined item) {
        refused.add(item);
    }

    public synchronized List<Observation> taken() {
        return List.copyOf(taken);
    }

    public synchronized List<Quarantined> quarantined() {
        return List.copyOf(refused);
    }
}
