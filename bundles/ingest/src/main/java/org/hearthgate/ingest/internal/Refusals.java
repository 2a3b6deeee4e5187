package org.hearthgate.ingest.internal;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was refused waits here until the pipeline has a moment to put it into quarantine; best effort, so that it delays no reading. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int MOST_WAITING = 1_000;

    private final ObservationStore store;
    private final HubClock clock;
    private final BlockingQueue<Quarantined> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    Refusals(ObservationStore store, HubClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Any thread; never waits. */
    void keep(Quarantined item) {
        if (!waiting.offer(item)) {
            LOG.debug("Quarantine is full; one item from {} was not kept", item.adapter());
        }
    }

    void keep(Observation observation, Receipt.Refused refusal) {
        RawForm raw = observation
                .origin()
                .provenance()
                .raw()
                .orElseGet(() -> RawForm.ofText("text/plain", observation.toString()));
        keep(new Quarantined(
                clock.now(),
                observation.origin().provenance().adapter(),
                observation.device().value(),
                Optional.of(observation.person()),
                refusal.message(),
                raw));
    }

    /** On the pipeline's thread. */
    void write() {
        if (waiting.isEmpty()) {
            return;
        }
        var items = new ArrayList<Quarantined>();
        waiting.drainTo(items);
        try {
            store.quarantine(items);
        } catch (RuntimeException | LinkageError e) { // best effort by contract
            LOG.warn("{} refused items could not be kept: {}", items.size(), e.getMessage());
        }
    }
}
