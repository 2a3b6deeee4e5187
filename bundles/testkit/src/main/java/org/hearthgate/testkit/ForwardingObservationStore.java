package org.hearthgate.testkit;

import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.Retiming;
import org.hearthgate.api.store.StoredObservation;

/** A store in front of another, for tests that watch or spoil one method. Everything else keeps the contract of the one behind. */
public class ForwardingObservationStore implements ObservationStore {
    private final ObservationStore store;

    /** @param store does what is not spoiled */
    public ForwardingObservationStore(ObservationStore store) {
        this.store = store;
    }

    @Override
    public List<Receipt> append(List<Observation> batch) {
        return store.append(batch);
    }

    @Override
    public List<StoredObservation> window(ObservationQuery query) {
        return store.window(query);
    }

    @Override
    public Optional<StoredObservation> latest(PersonId person, ObservationKind kind) {
        return store.latest(person, kind);
    }

    @Override
    public long lastPosition() {
        return store.lastPosition();
    }

    @Override
    public ObservationCursor cursor(String consumer) {
        return store.cursor(consumer);
    }

    @Override
    public void retime(List<Retiming> parts) {
        store.retime(parts);
    }

    @Override
    public void quarantine(List<Quarantined> refused) {
        store.quarantine(refused);
    }

    @Override
    public List<Quarantined> quarantined(int most) {
        return store.quarantined(most);
    }
}
