package org.hearthgate.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.Retiming;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;

/**
 * A record that honours {@link ObservationStoreContract} and forgets everything with the test. It can be told to fail, as a full disk
 * does. Safe on every thread.
 */
public final class InMemoryObservationStore implements ObservationStore {
    private static final int MOST_QUARANTINED = 1000;

    private final List<StoredObservation> record = new ArrayList<>();
    private final Map<Identity, Long> identities = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();
    private final List<Quarantined> quarantine = new ArrayList<>();
    private final InMemoryAlertJournal journal = new InMemoryAlertJournal();
    private Optional<StoreException> failure = Optional.empty();

    private record Identity(
            PersonId person, DeviceId device, ObservationKind kind, OptionalLong sequence, Optional<Long> measuredAt) {
        static Identity of(Observation observation) {
            OptionalLong sequence = observation.origin().sequence();
            return new Identity(
                    observation.person(),
                    observation.device(),
                    observation.kind(),
                    sequence,
                    sequence.isPresent()
                            ? Optional.empty()
                            : Optional.of(observation.measuredAt().toEpochMilli()));
        }
    }

    /** {@return the alert journal beside this record} */
    public AlertJournal journal() {
        return journal;
    }

    /** From now on every call fails with this. */
    public synchronized void failingWith(StoreException exception) {
        failure = Optional.of(exception);
    }

    /** The disk works again. */
    public synchronized void working() {
        failure = Optional.empty();
    }

    @Override
    public synchronized List<Receipt> append(List<Observation> batch) {
        fail();
        var receipts = new ArrayList<Receipt>();
        for (Observation observation : batch) {
            long next = record.size() + 1;
            Long there = identities.putIfAbsent(Identity.of(observation), next);
            if (there == null) {
                record.add(new StoredObservation(next, observation));
            }
            receipts.add(there == null ? new Receipt.Stored(next) : new Receipt.Duplicate(there));
        }
        return receipts;
    }

    @Override
    public synchronized List<StoredObservation> window(ObservationQuery query) {
        fail();
        Comparator<StoredObservation> order = Comparator.comparing(
                (StoredObservation stored) -> stored.observation().measuredAt());
        return record.stream()
                .filter(stored -> matches(query, stored.observation()))
                .sorted(query.newestFirst() ? order.reversed() : order)
                .limit(query.limit())
                .map(stored -> query.withRaw() ? stored : withoutRaw(stored))
                .toList();
    }

    private static boolean matches(ObservationQuery query, Observation observation) {
        return observation.person().equals(query.person())
                && (query.kinds().isEmpty() || query.kinds().contains(observation.kind()))
                && !observation.measuredAt().isBefore(query.from())
                && observation.measuredAt().isBefore(query.until());
    }

    @Override
    public synchronized Optional<StoredObservation> latest(PersonId person, ObservationKind kind) {
        fail();
        return record.stream()
                .filter(stored -> stored.observation().person().equals(person)
                        && stored.observation().kind() == kind)
                .max(Comparator.comparing(stored -> stored.observation().measuredAt()))
                .map(InMemoryObservationStore::withoutRaw);
    }

    @Override
    public synchronized long lastPosition() {
        fail();
        return record.size();
    }

    @Override
    public ObservationCursor cursor(String consumer) {
        if (!consumer.matches("[a-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a consumer's name must be 1 to 64 of a-z 0-9 - . , was '" + consumer + "'");
        }
        return new Cursor(consumer);
    }

    /** At once and all together. */
    @Override
    public synchronized void retime(List<Retiming> parts) {
        fail();
        for (Retiming part : parts) {
            record.replaceAll(stored ->
                    part.covers(stored.position(), stored.observation().receivedAt())
                            ? part.apply(stored.observation())
                                    .map(right -> new StoredObservation(stored.position(), right))
                                    .orElse(stored)
                            : stored);
        }
        identities.clear();
        record.forEach(stored -> identities.put(Identity.of(stored.observation()), stored.position()));
    }

    @Override
    public synchronized void quarantine(List<Quarantined> refused) {
        fail();
        quarantine.addAll(refused);
        while (quarantine.size() > MOST_QUARANTINED) {
            quarantine.remove(0);
        }
    }

    @Override
    public synchronized List<Quarantined> quarantined(int most) {
        fail();
        var newestFirst = new ArrayList<Quarantined>();
        for (int i = quarantine.size() - 1; i >= 0 && newestFirst.size() < most; i--) {
            newestFirst.add(quarantine.get(i));
        }
        return newestFirst;
    }

    private void fail() {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static StoredObservation withoutRaw(StoredObservation stored) {
        var origin = stored.observation().origin();
        var bare = new Origin(
                origin.person(),
                origin.device(),
                origin.measuredAt(),
                origin.deviceOffset(),
                origin.receivedAt(),
                origin.sequence(),
                origin.quality(),
                Provenance.of(origin.provenance().adapter()));
        return new StoredObservation(stored.position(), stored.observation().withOrigin(bare));
    }

    private final class Cursor implements ObservationCursor {
        private final String consumer;
        private long position;
        private boolean closed;

        private Cursor(String consumer) {
            this.consumer = consumer;
            synchronized (InMemoryObservationStore.this) {
                position = cursors.getOrDefault(consumer, 0L);
            }
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public List<StoredObservation> next(int most) {
            synchronized (InMemoryObservationStore.this) {
                fail();
                if (closed) {
                    throw new StoreException("the cursor of " + consumer + " is closed; open it again", null);
                }
                return record.stream()
                        .skip(position)
                        .limit(Math.max(0, most))
                        .map(InMemoryObservationStore::withoutRaw)
                        .toList();
            }
        }

        @Override
        public void advance(long to) {
            synchronized (InMemoryObservationStore.this) {
                if (to < position || to > record.size()) {
                    throw new IllegalArgumentException("the cursor of " + consumer + " stands at " + position
                            + " and cannot go to " + to + "; the record ends at " + record.size());
                }
                position = to;
                cursors.merge(consumer, to, Math::max);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
