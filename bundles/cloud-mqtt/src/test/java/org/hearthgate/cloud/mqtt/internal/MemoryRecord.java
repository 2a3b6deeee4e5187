package org.hearthgate.cloud.mqtt.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.ForwardingObservationStore;
import org.hearthgate.testkit.InMemoryObservationStore;

/** A record that outlives the uplinks of a test as a disk outlives a process. Remembers the largest page it was asked for. */
final class MemoryRecord extends ForwardingObservationStore {
    private final InMemoryObservationStore record;
    private final AtomicInteger largestPage = new AtomicInteger();

    MemoryRecord() {
        this(new InMemoryObservationStore());
    }

    private MemoryRecord(InMemoryObservationStore record) {
        super(record);
        this.record = record;
    }

    MemoryRecord holding(List<? extends Observation> observations) {
        append(List.copyOf(observations));
        return this;
    }

    void failing(boolean fails) {
        if (fails) {
            record.failingWith(new StoreException("the test's disk is broken", null));
        } else {
            record.working();
        }
    }

    /** {@return where a consumer would go on after a restart} */
    long bookmark(String consumer) {
        return record.cursor(consumer).position();
    }

    int largestPage() {
        return largestPage.get();
    }

    @Override
    public ObservationCursor cursor(String consumer) {
        ObservationCursor cursor = record.cursor(consumer);
        return new ObservationCursor() {
            @Override
            public long position() {
                return cursor.position();
            }

            @Override
            public List<StoredObservation> next(int most) {
                largestPage.accumulateAndGet(most, Math::max);
                return cursor.next(most);
            }

            @Override
            public void advance(long position) {
                cursor.advance(position);
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }
}
