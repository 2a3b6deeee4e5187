package org.hearthgate.ingest.internal.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.StoredObservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who wants to know of commits, each on a lane of its own, so that none of them can hold up the pipeline or the others. A hint
 * that finds its lane full is dropped: whoever must miss nothing has a cursor, and wakes up by the hints that wait already.
 */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int MOST_WAITING = 20_000;
    private static final Duration STUCK = Duration.ofSeconds(5);

    private final List<Told> all = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;

    public Listeners() {
        this(System::nanoTime);
    }

    Listeners(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What one call of the pipeline has to say: the one or the other. */
    private record Hint(List<StoredObservation> committed, List<Observation> uncommitted) {}

    private static final class Told {
        private final ObservationListener listener;
        private final String name;
        private final Lane<Hint> lane;
        private volatile boolean gone;
        private boolean dropping; // the pipeline's thread alone

        private Told(ObservationListener listener, LongSupplier nanoTime) {
            this.listener = listener;
            this.name = listener.getClass().getSimpleName();
            this.lane = new Lane<>("hearthgate-told-" + name, MOST_WAITING, this::tell, nanoTime);
        }

        private void offer(Hint hint, int weight) {
            boolean taken = lane.offer(hint, weight);
            if (!taken && !dropping && !gone) {
                LOG.error("{} does not come back and is not told any more until it does", name);
            } else if (taken && dropping) {
                LOG.info("{} has come back and is told again", name);
            }
            dropping = !taken;
        }

        /** Hints of one kind that lie side by side become one. */
        private void tell(List<Hint> hints) {
            var committed = new ArrayList<StoredObservation>();
            for (Hint hint : hints) {
                if (hint.uncommitted.isEmpty()) {
                    committed.addAll(hint.committed);
                    continue;
                }
                flush(committed);
                guarded(() -> listener.uncommitted(hint.uncommitted));
            }
            flush(committed);
        }

        private void flush(List<StoredObservation> committed) {
            if (!committed.isEmpty()) {
                List<StoredObservation> told = List.copyOf(committed);
                committed.clear();
                guarded(() -> listener.committed(told));
            }
        }

        private void guarded(Runnable call) {
            if (gone) {
                return;
            }
            try {
                call.run();
            } catch (RuntimeException | LinkageError e) { // a broken, or just unloaded, listener
                LOG.error("{} failed when it was told of a commit; the record is complete", name, e);
            }
        }
    }

    public void add(ObservationListener listener) {
        all.add(new Told(listener, nanoTime));
    }

    /** It is not called again, except that a call in progress goes on; does not wait for that. */
    public void remove(ObservationListener listener) {
        for (Told told : all) {
            if (told.listener == listener) {
                all.remove(told);
                told.gone = true;
                told.lane.end();
            }
        }
    }

    /** Never waits. */
    public void committed(List<StoredObservation> committed) {
        var hint = new Hint(List.copyOf(committed), List.of());
        all.forEach(told -> told.offer(hint, committed.size()));
    }

    /** Never waits. */
    public void uncommitted(List<Observation> uncommitted) {
        if (!uncommitted.isEmpty()) {
            var hint = new Hint(List.of(), List.copyOf(uncommitted));
            all.forEach(told -> told.offer(hint, uncommitted.size()));
        }
    }

    /** {@return who does not come back, by name; empty when everybody does} */
    public Optional<String> complaint() {
        String stuck = all.stream()
                .filter(told -> told.lane.outFor().compareTo(STUCK) > 0)
                .map(told -> told.name + " has not come back for "
                        + told.lane.outFor().toSeconds() + " s and missed " + told.lane.refused() + " hints")
                .collect(Collectors.joining("; "));
        return stuck.isEmpty() ? Optional.empty() : Optional.of(stuck);
    }

    /** Hands over what waits and ends, at the latest at that {@link System#nanoTime}. */
    public void close(long untilNanos) throws InterruptedException {
        all.forEach(told -> told.lane.end());
        for (Told told : all) {
            told.lane.join(untilNanos);
        }
    }
}
