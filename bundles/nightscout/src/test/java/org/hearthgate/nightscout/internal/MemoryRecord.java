package org.hearthgate.nightscout.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.ForwardingObservationStore;
import org.hearthgate.testkit.InMemoryObservationStore;

/** Record and sink in one: what was submitted can be read. */
final class MemoryRecord extends ForwardingObservationStore implements ObservationSink {
    MemoryRecord() {
        super(new InMemoryObservationStore());
    }

    @Override
    public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        return CompletableFuture.completedFuture(append(observations));
    }

    @Override
    public void quarantine(Quarantined item) {
        quarantine(List.of(item));
    }
}
