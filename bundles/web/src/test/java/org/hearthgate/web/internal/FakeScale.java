package org.hearthgate.web.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.device.PendingReading;
import org.hearthgate.api.device.PendingReadings;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.Given;

/** A scale that asks whose a weight is. */
final class FakeScale implements PendingReadings {
    final Map<String, PersonId> answered = new ConcurrentHashMap<>();
    final List<String> discarded = new CopyOnWriteArrayList<>();
    private final List<PendingReading> waiting = new CopyOnWriteArrayList<>();
    private final Instant at;
    /** What the next answer meets; null when it is taken. */
    CompletableFuture<Void> commit;

    FakeScale() {
        this(Given.NOON);
    }

    FakeScale(Instant at) {
        this.at = at;
    }

    FakeScale asking(String id, String reading, PersonId... candidates) {
        waiting.add(new PendingReading(id, new DeviceId("scale"), at, at, reading, List.of(candidates)));
        return this;
    }

    @Override
    public List<PendingReading> list() {
        return List.copyOf(waiting);
    }

    @Override
    public CompletableFuture<Void> assign(String id, PersonId person) {
        if (commit != null) {
            return commit;
        }
        if (!discard(id)) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("nothing waits"));
        }
        discarded.remove(id);
        answered.put(id, person);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean discard(String id) {
        discarded.add(id);
        return waiting.removeIf(reading -> reading.id().equals(id));
    }
}
