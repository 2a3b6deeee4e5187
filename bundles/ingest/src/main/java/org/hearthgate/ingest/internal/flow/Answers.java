package org.hearthgate.ingest.internal.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Completes what adapters wait for on a lane per adapter, because what an adapter does with its answer runs where the answer is given. An
 * adapter that blocks there delays its own answers, in their order, and nobody else's; when too many of them wait it may submit no more.
 */
public final class Answers {
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_LANES = 32;
    private static final String OTHERS = "others";
    private static final Duration STUCK = Duration.ofSeconds(5);

    private final Map<String, Lane<Runnable>> lanes = new HashMap<>();
    private final LongSupplier nanoTime;
    private boolean closed;

    public Answers() {
        this(System::nanoTime);
    }

    Answers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Has this done for that adapter, after what it was given before; never waits. After {@link #close} it is done at once. */
    public void give(String adapter, int receipts, Runnable answer) {
        if (!lane(adapter).filter(lane -> lane.offer(answer, receipts)).isPresent()) {
            answer.run();
        }
    }

    /** {@return whether so many answers wait for that adapter to take them that it should submit no more} */
    public boolean isBehind(String adapter) {
        return lane(adapter).filter(lane -> lane.waiting() > MOST_WAITING).isPresent();
    }

    private synchronized Optional<Lane<Runnable>> lane(String adapter) {
        String name = lanes.containsKey(adapter) || lanes.size() < MOST_LANES ? adapter : OTHERS;
        if (closed && !lanes.containsKey(name)) {
            return Optional.empty();
        }
        return Optional.of(lanes.computeIfAbsent(name, this::open));
    }

    /** Without a bound of its own: an answer is never dropped, what may wait is bounded at the entrance by {@link #isBehind}. */
    private Lane<Runnable> open(String name) {
        return new Lane<>(
                "hearthgate-answers-" + name, Integer.MAX_VALUE, answers -> answers.forEach(Runnable::run), nanoTime);
    }

    /** {@return which adapters do not take their answers, by name} */
    public synchronized Optional<String> complaint() {
        String stuck = lanes.entrySet().stream()
                .filter(lane -> lane.getValue().outFor().compareTo(STUCK) > 0)
                .map(lane -> "adapter " + lane.getKey() + " has not come back from an answer for "
                        + lane.getValue().outFor().toSeconds() + " s")
                .collect(Collectors.joining("; "));
        return stuck.isEmpty() ? Optional.empty() : Optional.of(stuck);
    }

    /** Gives what waits and ends, at the latest at that {@link System#nanoTime}. */
    public void close(long untilNanos) throws InterruptedException {
        List<Lane<Runnable>> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(lanes.values());
        }
        ending.forEach(Lane::end);
        for (Lane<Runnable> lane : ending) {
            lane.join(untilNanos);
        }
    }
}
