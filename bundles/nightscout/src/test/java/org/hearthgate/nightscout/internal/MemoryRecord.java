package org.hearthgate.nightscout.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoredObservation;

/** Record and sink in memory, true to their contracts as far as this room uses them: what was submitted can be read. */
final class MemoryRecord implements ObservationStore, ObservationSink {
    private final List<StoredObservation> rows = new ArrayList<>();
    private final Map<String, Long> identities = new HashMap<>();
    private final List<Quarantined> refused = new ArrayList<>();

    @Override
    public synchronized List<Receipt> append(List<Observation> batch) {
        var receipts = new ArrayList<Receipt>();
        for (Observation each : batch) {
            long position = rows.size() + 1L;
            Long there = identities.putIfAbsent(EntryId.of(each), position);
            if (there == null) {
                rows.add(new StoredObservation(position, each));
            }
            receipts.add(there == null ? new Receipt.Stored(position) : new Receipt.Duplicate(there));
        }
        return receipts;
    }

    @Override
    public synchronized List<StoredObservation> window(ObservationQuery query) {
        Comparator<StoredObservation> byTime = Comparator.comparing(
                (StoredObservation row) -> row.observation().measuredAt());
        return rows.stream()
                .filter(row -> row.observation().person().equals(query.person()))
                .filter(row -> query.kinds().isEmpty()
                        || query.kinds().contains(row.observation().kind()))
                .filter(row -> !row.observation().measuredAt().isBefore(query.from()))
                .filter(row -> row.observation().measuredAt().isBefore(query.until()))
                .sorted(query.newestFirst() ? byTime.reversed() : byTime)
                .limit(query.limit())
                .toList();
    }

    @Override
    public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        return CompletableFuture.completedFuture(append(observations));
    }

    @Override
    public synchronized void quarantine(Quarantined item) {
        refused.add(item);
    }

    @Override
    public synchronized List<Quarantined> quarantined(int most) {
        return List.copyOf(refused);
    }

    @Override
    public Optional<StoredObservation> latest(PersonId person, ObservationKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized long lastPosition() {
        return rows.size();
    }

    @Override
    public ObservationCursor cursor(String consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void quarantine(List<Quarantined> items) {
        throw new UnsupportedOperationException();
    }
}
