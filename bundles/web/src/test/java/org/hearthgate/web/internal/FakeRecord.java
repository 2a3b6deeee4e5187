package org.hearthgate.web.internal;

import java.util.List;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.ForwardingObservationStore;
import org.hearthgate.testkit.InMemoryObservationStore;

/** A record that gives back what it keeps, as a commit would tell a listener. */
final class FakeRecord extends ForwardingObservationStore {
    FakeRecord() {
        super(new InMemoryObservationStore());
    }

    synchronized StoredObservation keep(Observation observation) {
        append(List.of(observation));
        return new StoredObservation(lastPosition(), observation);
    }
}
