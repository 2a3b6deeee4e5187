package org.hearthgate.web.internal;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.hearthgate.api.store.StoredObservation;

/** A record in memory, as far as this room reads one. */
final class FakeRecord implements ObservationStore {
    private final List<StoredObservation> kept = new ArrayList<>();

    synchronized StoredObservation keep(Observation observation) {
        var stored = new StoredObservation(kept.size() + 1L, observation);
        kept.add(stored);
        return stored;
    }

    @Override
    public synchronized List<StoredObservation> window(ObservationQuery query) {
        Comparator<StoredObservation> byTime =
                Comparator.comparing(stored -> stored.observation().measuredAt());
        return kept.stream()
                .filter(stored -> stored.observation().person().equals(query.person()))
                .filter(stored -> query.kinds().isEmpty()
                        || query.kinds().contains(stored.observation().kind()))
                .filter(stored -> !stored.observation().measuredAt().isBefore(query.from())
                        && stored.observation().measuredAt().isBefore(query.until()))
                .sorted(query.newestFirst() ? byTime.reversed() : byTime)
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized Optional<StoredObservation> latest(PersonId person, ObservationKind kind) {
        return kept.stream()
                .filter(stored -> stored.observation().person().equals(person)
                        && stored.observation().kind() == kind)
                .max(Comparator.comparing(stored -> stored.observation().measuredAt()));
    }

    @Override
    public synchronized long lastPosition() {
        return kept.size();
    }

    @Override
    public List<Receipt> append(List<Observation> batch) {
        throw new UnsupportedOperationException("this room only reads");
    }

    @Override
    public ObservationCursor cursor(String consumer) {
        throw new UnsupportedOperationException("this room needs no cursor");
    }

    @Override
    public void quarantine(List<Quarantined> refused) {
        throw new UnsupportedOperationException("this room only reads");
    }

    @Override
    public List<Quarantined> quarantined(int most) {
        return List.of();
    }
}
