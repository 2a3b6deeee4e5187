package org.hearthgate.cloud.mqtt.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;

/** A record in memory that outlives the uplinks of a test as a disk outlives a process. Remembers the largest page it was asked for. */
final class MemoryRecord implements ObservationStore {
    private final List<StoredObservation> stored = new ArrayList<>();
    private final Map<String, Long> bookmarks = new HashMap<>();
    private int largestPage;
    private boolean failing;

    synchronized MemoryRecord holding(List<? extends Observation> observations) {
        append(List.copyOf(observations));
        return this;
    }

    synchronized void failing(boolean fails) {
        failing = fails;
    }

    synchronized long bookmark(String consumer) {
        return bookmarks.getOrDefault(consumer, 0L);
    }

    synchronized int largestPage() {
        return largestPage;
    }

    @Override
    public synchronized List<Receipt> append(List<Observation> batch) {
        var receipts = new ArrayList<Receipt>();
        for (Observation observation : batch) {
            stored.add(new StoredObservation(stored.size() + 1L, observation));
            receipts.add(new Receipt.Stored(stored.size()));
        }
        return receipts;
    }

    @Override
    public synchronized List<StoredObservation> window(ObservationQuery query) {
        check();
        return stored.stream()
                .filter(item -> item.observation().person().equals(query.person()))
                .filter(item -> query.kinds().isEmpty()
                        || query.kinds().contains(item.observation().kind()))
                .filter(item -> !item.observation().measuredAt().isBefore(query.from())
                        && item.observation().measuredAt().isBefore(query.until()))
                .sorted(Comparator.comparing(item -> item.observation().measuredAt()))
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized Optional<StoredObservation> latest(PersonId person, ObservationKind kind) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public synchronized long lastPosition() {
        return stored.size();
    }

    @Override
    public ObservationCursor cursor(String consumer) {
        return new Cursor(consumer);
    }

    @Override
    public void quarantine(List<Quarantined> refused) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public List<Quarantined> quarantined(int most) {
        return List.of();
    }

    private void check() {
        if (failing) {
            throw new StoreException("the test's disk is broken", null);
        }
    }

    private final class Cursor implements ObservationCursor {
        private final String consumer;

        private Cursor(String consumer) {
            this.consumer = consumer;
        }

        @Override
        public long position() {
            return bookmark(consumer);
        }

        @Override
        public List<StoredObservation> next(int most) {
            synchronized (MemoryRecord.this) {
                check();
                largestPage = Math.max(largestPage, most);
                return stored.stream().skip(position()).limit(most).toList();
            }
        }

        @Override
        public void advance(long position) {
            synchronized (MemoryRecord.this) {
                if (position < position()) {
                    throw new IllegalArgumentException("a cursor never goes back");
                }
                bookmarks.put(consumer, position);
            }
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
