package org.hearthgate.commissioning.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.service.component.annotations.Component;

/**
 * Wakes whoever waits for the next reading of a device. A component of its own, which needs nobody: the pipeline needs its listeners, and
 * the rest of this room needs adapters, which need the pipeline.
 */
@Component(
        name = "org.hearthgate.commissioning.readings",
        configurationPid = "org.hearthgate.commissioning.readings",
        service = {ReadingWatch.class, ObservationListener.class})
public final class ReadingWatch implements ObservationListener {
    private static final int MOST_WAITING = 64;

    private record Waiting(Predicate<StoredObservation> wanted, CompletableFuture<Optional<StoredObservation>> next) {}

    private final java.util.Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** {@return the next reading to be committed that is wanted; empty when none comes in time} */
    CompletableFuture<Optional<StoredObservation>> next(Predicate<StoredObservation> wanted, Duration patience) {
        if (waiting.size() >= MOST_WAITING) {
            throw new CommissioningException(
                    Reason.NO_ANSWER, "Too many wait for a reading already. Close one page and try again.");
        }
        var one = new Waiting(wanted, new CompletableFuture<>());
        waiting.add(one);
        one.next().whenComplete((reading, thrown) -> waiting.remove(one));
        return one.next().completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void committed(List<StoredObservation> committed) {
        for (Waiting one : waiting) {
            for (int i = committed.size() - 1; i >= 0 && !one.next().isDone(); i--) {
                if (one.wanted().test(committed.get(i))) {
                    one.next().complete(Optional.of(committed.get(i)));
                }
            }
        }
    }
}
